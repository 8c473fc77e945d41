import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { passDueTimers } from '#server/jobs/timers.ts'
import { findDutyHolders } from '#server/modules/notification/notification.repository.ts'
import { actionsOf, done, faultsAt, hoursLater, outboxOf, REASON, running, to, view, workOf } from '#tests/builders/lives.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, staff } from '#tests/builders/people.ts'
import { ending, JUSTICE, on, procedure, step, workingDays } from '#tests/builders/procedures.ts'

const answers = [
  { id: 'agree', labelVi: 'Đồng ý', counts: 'for' },
  { id: 'disagree', labelVi: 'Không đồng ý', counts: 'against', reasonRequired: true },
]
const asking = (members: object, more: object = {}) =>
  procedure({
    start: 'consult',
    steps: [
      step(
        'consult',
        'consult',
        JUSTICE,
        [on('enough', 'sign', { when: 'opinionsFor > opinionsAgainst' }), on('otherwise', 'sign')],
        {
          limit: null,
          members: { limit: workingDays(2), silence: 'waits', join: { type: 'all' }, answers, ...members },
          ...more,
        },
      ),
      ...ending,
    ],
  })
const DIVISION = { role: 'officer', unitKind: 'division', from: 'any' }
const fixed = [
  { id: 'police', nameVi: 'Công an phường', performer: { role: 'officer', unitKind: 'police' } },
  { id: 'finance', nameVi: 'Sở Tài chính', performer: { role: 'officer', unitKind: 'division', agency: 'H24.05' } },
]

async function answered(code: string, who: [string, string], answer: string) {
  const member = await staff(...who)
  const action = (await view(member, code)).actions.find((each) => each.action === 'giveOpinion')
  if (!action?.workId || !action.member) throw new Error(`${who.join('@')} is asked nothing at ${code}`)
  return as(member).work.giveOpinion({
    ...to(code),
    workId: action.workId,
    member: action.member,
    answer,
    text: 'Chúng tôi đã xem hồ sơ và trả lời như trên.',
  })
}

describe('agencies that the version names', () => {
  it('are asked when the step opens, read the dossier and answer; nobody else of theirs does', async () => {
    const { code, person } = await running(asking({ fixed }))
    const [officer, police, finance] = [await staff('officer'), await staff('officer', 'ca-a'), await staff('officer', 'so-tc')]
    expect(await outboxOf(code, 'MAIL')).toContainEqual(
      expect.objectContaining({ type: 'askAgency', payload: expect.objectContaining({ member: 'police' }) }),
    )
    const [at] = await asOwner<{ home: string; id: string }>(`SELECT "homeAgencyId" AS home, id FROM "Dossier" WHERE code = $1`, [
      code,
    ])
    const written = (work: string | null) => findDutyHolders(at?.home ?? '', at?.id ?? '', 'performer', work)
    expect((await written('consult#1.police')).map(({ email }) => email)).toEqual(['officer@ca-a.demo'])
    expect((await written(null)).map(({ email }) => email).sort()).toEqual(['officer-justice@xa-a.demo', 'officer@xa-a.demo'])
    expect(await actionsOf(officer, code)).not.toContain('completeStep')
    expect(await actionsOf(police, code)).toEqual(expect.arrayContaining(['giveOpinion', 'openWork']))
    expect(await actionsOf(police, code)).not.toContain('completeStep')
    await expect(
      as(police).work.requestSupplement({
        ...to(code),
        reason: REASON,
        items: [{ paperCode: null, fieldId: 'matter', note: 'Ghi rõ' }],
      }),
    ).rejects.toMatchObject({ message: 'NOT_PERMITTED' })
    for (const stranger of [
      await staff('officer', 'ca-b'),
      await staff('leader', 'ca-a'),
      await staff('clerk', 'so-tc'),
      await staff('officer', 'so-nv'),
    ])
      await expect(view(stranger, code), stranger.email).rejects.toMatchObject({ message: 'NOT_FOUND' })
    expect((await as(finance).work.list({ queue: 'unit' })).items).toContainEqual(
      expect.objectContaining({ code, member: 'finance' }),
    )

    await answered(code, ['officer', 'ca-a'], 'agree')
    expect((await view(police, code)).opinions.map(({ status }) => status)).toEqual(['ANSWERED', 'OPEN'])
    await answered(code, ['officer', 'so-tc'], 'disagree')
    const seen = await view(officer, code)
    expect(seen.opinions).toMatchObject([
      {
        nameVi: 'Công an phường',
        agencyNameVi: 'Công an phường Hải Thịnh',
        answerVi: 'Đồng ý',
        counts: 'for',
        answeredByName: 'Bùi Đức Thành',
      },
      { nameVi: 'Sở Tài chính', status: 'ANSWERED', counts: 'against', text: 'Chúng tôi đã xem hồ sơ và trả lời như trên.' },
    ])
    expect((await view(person, code)).opinions).toEqual([])
    const action = seen.actions.find((each) => each.action === 'completeStep')
    expect(action?.outcomes.map(({ id }) => id)).toEqual(['otherwise'])
    await done(officer, code, 'otherwise')
    expect(await faultsAt(code)).toEqual([])
  })

  it('no longer read it once they were spared', async () => {
    const { code } = await running(asking({ fixed }))
    const officer = await staff('officer')
    await answered(code, ['officer', 'ca-a'], 'agree')
    await as(officer).work.closeOpinions({ ...to(code), workId: await workOf(officer, code, 'closeOpinions'), reason: REASON })
    await expect(view(await staff('officer', 'so-tc'), code)).rejects.toMatchObject({ message: 'NOT_FOUND' })
    expect((await view(await staff('officer', 'ca-a'), code)).opinions[1]?.status).toBe('CANCELLED')
    await done(officer, code, 'enough')
    expect(await faultsAt(code)).toEqual([])
  })

  it('are asked only when the version’s condition holds', async () => {
    const when = fixed.map((member) => (member.id === 'finance' ? { ...member, when: 'matter = "tiền"' } : member))
    const { code } = await running(asking({ fixed: when }))
    expect((await view(await staff('officer'), code)).opinions.map(({ member }) => member)).toEqual(['police'])
  })

  it('consent by silence when the version says so', async () => {
    const { code } = await running(asking({ fixed, silence: 'consents' }))
    await hoursLater(24 * 14)
    while ((await passDueTimers()) > 0);
    const seen = await view(await staff('officer'), code)
    expect(seen.opinions.map(({ status, counts }) => [status, counts])).toEqual([
      ['SILENT', 'for'],
      ['SILENT', 'for'],
    ])
    await done(await staff('officer'), code, 'enough')
    expect(await faultsAt(code)).toEqual([])
  })
})

describe('agencies chosen while the step is open', () => {
  it('are offered, asked with a limit of their own, and added to', async () => {
    const { code } = await running(asking({ fixed: [], chosen: { min: 1, max: 2, ...DIVISION } }))
    const officer = await staff('officer')
    const workId = await workOf(officer, code, 'askOpinion')
    const offered = await as(officer).work.membersFor({ code, workId })
    expect(offered).toMatchObject({ from: 'any', min: 1, max: 2, left: 2, people: [] })
    expect(offered.agencies.map(({ id }) => id)).toEqual(['so-tc', 'so-nv'])
    const limit = { unit: 'workingDay' as const, amount: 1 }
    await as(officer).work.askOpinion({
      ...to(code),
      workId,
      members: [{ agencyId: 'so-nv', limit }],
      question: 'Có vướng gì không?',
    })
    const [asked] = (await view(officer, code)).opinions
    expect(asked).toMatchObject({ agencyNameVi: 'Sở Nội vụ thành phố Hải Phòng', question: 'Có vướng gì không?', status: 'OPEN' })
    expect(asked?.dueAt).not.toBeNull()
    await as(officer).work.addMember({ ...to(code), workId, member: { agencyId: 'so-tc' } })
    expect(await actionsOf(officer, code)).not.toContain('addMember')
    for (const member of [{ agencyId: 'ca-a' }, { agencyId: 'xa-a' }])
      await expect(as(officer).work.addMember({ ...to(code), workId, member })).rejects.toMatchObject({
        message: 'INPUT_INVALID',
      })
    await answered(code, ['officer', 'so-nv'], 'agree')
    await answered(code, ['officer', 'so-tc'], 'agree')
    await done(officer, code, 'enough')
    expect(await faultsAt(code)).toEqual([])
  })
})

describe('a council', () => {
  it('is made of colleagues by name, who answer in person, and needs its quorum', async () => {
    const { code } = await running(
      asking({
        fixed: [],
        chosen: { min: 2, max: 5, role: 'officer', unitKind: 'economy', from: 'own' },
        join: { type: 'atLeast', n: 2 },
        limit: null,
      }),
    )
    const officer = await staff('officer')
    const workId = await workOf(officer, code, 'askOpinion')
    const { people } = await as(officer).work.membersFor({ code, workId })
    const economist = await staff('officer-economy')
    expect(people.map(({ id }) => id).sort()).toEqual([officer.id, economist.id].sort())
    await as(officer).work.askOpinion({ ...to(code), workId, members: people.map(({ id }) => ({ accountId: id })) })
    await expect(done(officer, code, 'enough')).rejects.toThrow()
    await answered(code, ['officer-economy', 'xa-a'], 'agree')
    await answered(code, ['officer', 'xa-a'], 'agree')
    await done(officer, code, 'enough')
    expect(await faultsAt(code)).toEqual([])
  })
})

describe('an answer', () => {
  it('is given once, also when it is sent twice', async () => {
    const { code } = await running(asking({ fixed }))
    const police = await staff('officer', 'ca-a')
    const action = (await view(police, code)).actions.find((each) => each.action === 'giveOpinion')
    const given = {
      code,
      requestId: randomUUID(),
      workId: action?.workId ?? '',
      member: 'police',
      answer: 'agree',
      text: 'Đồng ý với đề nghị.',
    }
    const both = await Promise.all([as(police).work.giveOpinion(given), as(police).work.giveOpinion(given)])
    expect(both[0].response).toEqual(both[1].response)
    await expect(as(police).work.giveOpinion({ ...given, requestId: randomUUID() })).rejects.toThrow()
  })
})
