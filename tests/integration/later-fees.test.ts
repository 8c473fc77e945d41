import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { completed } from '#tests/builders/dossiers.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, citizen, staff } from '#tests/builders/people.ts'
import { ending, JUSTICE, on, procedure, publish, step } from '#tests/builders/procedures.ts'

const mistake = {
  id: 'mistakeOf',
  labelVi: 'Lỗi của ai',
  type: 'choice',
  required: true,
  options: [
    { value: 'agency', labelVi: 'Cơ quan' },
    { value: 'user', labelVi: 'Người dân' },
  ],
}
const definition = () =>
  procedure({
    steps: [step('check', 'review', JUSTICE, [on('eligible', 'sign')], { data: [mistake] }), ...ending],
    fees: [
      {
        code: 'le-phi',
        kindOfMoney: 'LE_PHI',
        nameVi: 'Lệ phí',
        basis: 'thiết kế',
        rule: { type: 'fixed', amountVnd: 25_000 },
        when: 'beforeReturn',
        payOnline: true,
        exemptions: [
          { id: 'agency', when: 'mistakeOf = "agency"', who: 'Lỗi cơ quan', basis: 'thiết kế', share: 100, verified: false },
        ],
        verified: false,
      },
    ],
  })

async function checked(mistakeOf: 'agency' | 'user'): Promise<string> {
  const { code } = await publish(definition())
  const person = await citizen()
  const { id } = await as(person).draft.start({ procedureCode: code, agencyId: 'xa-a', source: 'ONLINE' })
  await as(person).draft.save({ id, revision: 1, answers: { matter: 'Một việc' } })
  const saved = await as(person).dossier.submit({ draftId: id, requestId: randomUUID(), declared: true, resultWay: 'ONLINE' })
  const dossier = String(saved.code)
  const desk = await staff('desk')
  await as(desk).desk.accept({ code: dossier, requestId: randomUUID(), papers: [] })
  await as(desk).desk.handOver({ code: dossier, requestId: randomUUID() })
  await completed(await staff('officer'), dossier, 'eligible', { data: { mistakeOf } })
  return dossier
}
const owed = async (code: string) =>
  (
    await asOwner<{ amountVnd: string }>(
      `SELECT f."amountVnd" FROM "FeeDue" f JOIN "DossierLocator" l ON l.id = f."dossierId" WHERE l.code = $1`,
      [code],
    )
  ).map(({ amountVnd }) => Number(amountVnd))

describe('a fee that is due before the return', () => {
  it('is what the step found out, whatever it was at filing', async () => {
    expect(await owed(await checked('user'))).toEqual([25_000])
    expect(await owed(await checked('agency'))).toEqual([0])
  })

  it('is not asked for a refusal, which is returned without it', async () => {
    const code = await checked('user')
    await completed(await staff('leader'), code, 'refused', { reason: 'Không đủ điều kiện theo quy định' })
    await completed(await staff('clerk'), code, 'issued')
    expect(await owed(code)).toEqual([0])
    const desk = await staff('desk')
    await as(desk).desk.returnResult({ code, requestId: randomUUID(), receiverName: 'Trần Văn Thử', originalsReturned: true })
    expect(await as(desk).dossier.get({ code })).toMatchObject({ shellState: 'returned', decision: 'REFUSED' })
  })
})
