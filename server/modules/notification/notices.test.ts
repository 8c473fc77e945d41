import { describe, expect, it } from 'vitest'
import { isPushService } from '#server/adapters/web-push/web-push.ts'
import { NOTIFY_TEMPLATES } from '#workflows/dossier/effects.ts'
import { PETITION_TEMPLATES } from '../petition/petition.schema.ts'
import { shortOf } from './notice-kinds.ts'
import { phoneOf, planNotices } from './plan-notices.ts'
import { afterQuiet, sendAt } from './quiet.ts'
import { isOnePart, smsText } from './sms-text.ts'

const vn = (local: string) => new Date(`${local}:00+07:00`)
const settings = {
  defaults: { LEGAL: ['EMAIL', 'ZALO', 'SMS', 'PUSH', 'IN_APP'], PROGRESS: ['EMAIL', 'IN_APP'] },
  order: ['ZALO', 'SMS'],
  quiet: { from: '22:00', to: '07:00', urgentHours: 3 },
  giveUpMinutes: { withFallBack: 120, last: 1440 },
  connected: ['EMAIL', 'ZALO', 'SMS', 'PUSH', 'IN_APP'],
} satisfies Parameters<typeof planNotices>[3]
const everything = { hasAccount: true, phone: '0901000999', hasPush: true }
const undecided = { choices: {}, quiet: null }
const at = { now: vn('2027-01-04T10:00'), limit: null }
const ways = (...given: Parameters<typeof planNotices>) =>
  planNotices(...given).map(({ channel, status }) => `${channel} ${status}`)

describe('text messages', () => {
  it.each([...NOTIFY_TEMPLATES, ...PETITION_TEMPLATES, 'limitNear/FEE:1/480/x'])(
    '"%s" is one part, without marks, with the code',
    (template) => {
      const isPetition = template.startsWith('petition')
      const code = isPetition ? 'PA.H24.12-26-0007' : 'H24.12-261122-0007'
      const text = smsText({
        aboutVi: `${isPetition ? 'Phản ánh' : 'Hồ sơ'} ${code}`,
        shortVi: shortOf(template).shortVi,
        url: 'https://motcua.haiphong.gov.vn/my',
        phone: '0225 3812 018',
      })
      expect(isOnePart(text), text).toBe(true)
      expect(text).toContain(code)
      expect(text).toContain('0225 3812 018')
    },
  )

  it('leave out what has no room, and never the code', () => {
    const facts = {
      aboutVi: 'Hồ sơ H24.12-261122-0007',
      shortVi: 'đã có kết quả',
      url: `https://${'a'.repeat(120)}.vn`,
      phone: '0225 3812 018',
    }
    expect(smsText(facts)).toBe('Ho so H24.12-261122-0007: da co ket qua. Hoi: 0225 3812 018')
  })
})

describe('quiet hours', () => {
  const night = { from: '22:00', to: '07:00' }
  it.each([
    ['2027-01-04T21:59', '2027-01-04T21:59'],
    ['2027-01-04T22:00', '2027-01-05T07:00'],
    ['2027-01-05T03:00', '2027-01-05T07:00'],
    ['2027-01-05T07:00', '2027-01-05T07:00'],
  ])('%s may be said at %s', (now, then) => {
    expect(afterQuiet(vn(now), night)).toEqual(vn(then))
  })
  it('within a day, and none', () => {
    expect(afterQuiet(vn('2027-01-04T12:30'), { from: '12:00', to: '13:00' })).toEqual(vn('2027-01-04T13:00'))
    expect(afterQuiet(vn('2027-01-04T12:30'), { from: '12:00', to: '12:00' })).toEqual(vn('2027-01-04T12:30'))
  })
  it('give way to a limit that ends in the morning', () => {
    expect(sendAt(vn('2027-01-04T23:00'), night, 3, vn('2027-01-05T09:00'))).toEqual(vn('2027-01-04T23:00'))
    expect(sendAt(vn('2027-01-04T23:00'), night, 3, vn('2027-01-05T11:00'))).toEqual(vn('2027-01-05T07:00'))
  })
})

describe('the ways of a notice', () => {
  it('are those of the installation, as long as nothing was decided', () => {
    expect(ways('LEGAL', everything, undecided, settings, at)).toEqual(['IN_APP DELIVERED', 'PUSH QUEUED', 'ZALO QUEUED'])
    expect(ways('PROGRESS', everything, undecided, settings, at)).toEqual(['IN_APP DELIVERED'])
  })
  it('follow what the person decided, but what the law wants told stays in the account', () => {
    const choices = { LEGAL: { IN_APP: false, ZALO: false, PUSH: false }, PROGRESS: { IN_APP: false } }
    expect(ways('LEGAL', everything, { choices, quiet: null }, settings, at)).toEqual(['IN_APP DELIVERED', 'SMS QUEUED'])
    expect(ways('PROGRESS', everything, { choices, quiet: null }, settings, at)).toEqual([])
  })
  it('leave out partners that there is no contract with, and numbers that take no messages', () => {
    expect(ways('LEGAL', everything, undecided, { ...settings, connected: ['EMAIL', 'SMS'] }, at)).toEqual([
      'IN_APP DELIVERED',
      'SMS QUEUED',
    ])
    expect(ways('LEGAL', { ...everything, phone: '02253812018' }, undecided, settings, at)).toContain('ZALO NO_ADDRESS')
  })
  it('wait for the morning', () => {
    const [, push] = planNotices('LEGAL', everything, undecided, settings, { now: vn('2027-01-04T23:00'), limit: null })
    expect(push?.sendAt).toEqual(vn('2027-01-05T07:00'))
  })
})

it.each([
  ['+84 901 000 999', '0901000999'],
  ['84901000999', '0901000999'],
  ['0901.000.999', '0901000999'],
  ['', null],
])('the number %s is %s', (written, phone) => expect(phoneOf(written)).toBe(phone))

it.each([
  ['https://fcm.googleapis.com/x', true],
  ['https://a.push.apple.com/x', true],
  ['https://push.apple.com.evil.example/x', false],
  ['http://fcm.googleapis.com/x', false],
  ['http://169.254.169.254/x', false],
  ['https://user:p@fcm.googleapis.com/x', false],
  ['no address', false],
])('%s is a push service: %s', (endpoint, expected) =>
  expect(isPushService(endpoint, ['https://fcm.googleapis.com', 'https://*.push.apple.com'])).toBe(expected),
)
