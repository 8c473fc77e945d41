import { describe, expect, it } from 'vitest'
import { agencyById } from '#server/modules/agency/agencies.ts'
import { civilDay } from '#server/modules/dossier/form-facts.ts'
import { done, faultsAt, hoursLater, running, view } from '#tests/builders/lives.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { staff } from '#tests/builders/people.ts'
import { ending, JUSTICE, on, procedure, step } from '#tests/builders/procedures.ts'

/** One outcome for each fact of the filing that a condition may read, and one that is offered only on the day of filing. */
const byFacts = (province: string, receivedOn: string) =>
  procedure({
    steps: [
      step('check', 'review', JUSTICE, [
        on('online', 'sign', { when: 'channel = "online"' }),
        on('desk', 'sign', { when: 'channel = "desk"' }),
        on('here', 'sign', { when: `place = "${province}"` }),
        on('elsewhere', 'sign', { when: `place != "${province}"` }),
        on('thatDay', 'sign', { when: `receivedOn = "${receivedOn}"` }),
        on('sameDay', 'sign', { when: 'today = receivedOn' }),
        on('later', 'sign', { when: 'today != receivedOn' }),
        on('ordinary', 'sign', { when: 'case = "ordinary"' }),
      ]),
      ...ending,
    ],
  })

describe('conditions of outcomes', () => {
  it('read how, where and when it came in, what day it is, and the case', async () => {
    const [now] = await asOwner<{ at: Date }>('SELECT app_now() AS at')
    const today = civilDay((now?.at ?? new Date()).toISOString(), 'Asia/Ho_Chi_Minh')
    const { province } = await agencyById('xa-a')
    const { code } = await running(byFacts(province, today))
    const officer = await staff('officer-justice')
    const offered = async () =>
      (await view(officer, code)).actions.find(({ action }) => action === 'completeStep')?.outcomes.map(({ id }) => id)
    expect(await offered()).toEqual(['online', 'here', 'thatDay', 'sameDay', 'ordinary'])
    await hoursLater(48)
    expect(await offered()).toEqual(['online', 'here', 'thatDay', 'later', 'ordinary'])
    await expect(done(officer, code, 'sameDay')).rejects.toMatchObject({ message: 'EVENT_NOT_ALLOWED' })
    await done(officer, code, 'later')
    expect(await faultsAt(code)).toEqual([])
  })
})
