import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { issuePaper } from '#server/jobs/issue-paper.ts'
import { actorOfSession } from '#server/modules/account/session.ts'
import { signInStaff } from '#server/modules/account/sign-in-staff.ts'
import { textOfPdf } from '#server/modules/document/pdf-text.test-support.ts'
import type { OutboxLine } from '#server/modules/exchange/outbox-line.ts'
import { done, faultsAt, REASON, running, view } from '#tests/builders/lives.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, demoPassword, staff } from '#tests/builders/people.ts'
import { CLERK, JUSTICE, LEADER, on, procedure, step } from '#tests/builders/procedures.ts'

const lines = [{ labelVi: 'Việc', value: 'matter' }]
const certificates = () =>
  procedure({
    steps: [
      step('check', 'review', JUSTICE, [on('eligible', 'sign')], {
        data: [{ id: 'extra', labelVi: 'Cấp thêm bản phụ', type: 'yesNo', required: true }],
      }),
      step('sign', 'sign', LEADER, [
        on('granted', 'issue', { decision: 'GRANTED' }),
        on('refused', 'issue', { decision: 'REFUSED' }),
      ]),
      step('issue', 'issue', CLERK, [on('issued', 'end')]),
    ],
    results: [
      { code: 'ban-chinh', nameVi: 'Giấy chứng nhận', nameEn: 'Certificate', kind: 'certificate', decision: 'GRANTED', lines },
      {
        code: 'ban-phu',
        nameVi: 'Bản phụ',
        nameEn: 'Extra copy',
        kind: 'copy',
        decision: 'GRANTED',
        when: 'extra = true',
        lines,
      },
      { code: 'tu-choi', nameVi: 'Văn bản từ chối', kind: 'refusal', decision: 'REFUSED', lines: [] },
    ],
  })

async function resultLine(code: string): Promise<OutboxLine> {
  const [line] = await asOwner<OutboxLine & Record<string, unknown>>(
    `SELECT o.* FROM "OutboxMessage" o JOIN "Dossier" d ON d.id = o."dossierId" WHERE d.code = $1 AND o.type = 'issueResult'`,
    [code],
  )
  if (!line) throw new Error(`no decision on ${code}`)
  return line
}

const textOf = async (actor: Parameters<typeof as>[0], code: string, url: string) => {
  const opened = await as(actor).document.open({ code, id: url.split('/').at(-1) ?? '' })
  return textOfPdf(new Uint8Array(await new Response(await opened.read()).arrayBuffer())).replace(/\s+/g, ' ')
}

describe('the results of one decision', () => {
  it('are papers of their own, each with a number and a check, made once', async () => {
    const { code, person } = await running(certificates())
    const [officer, leader, clerk] = [await staff('officer-justice'), await staff('leader'), await staff('clerk')]
    await done(officer, code, 'eligible', { data: { extra: true } })
    expect((await view(leader, code)).draftResult.map((draft) => draft.code)).toEqual(['ban-chinh', 'ban-phu', 'tu-choi'])
    await done(leader, code, 'granted')
    await done(clerk, code, 'issued')
    const line = await resultLine(code)
    await issuePaper(line)
    await issuePaper(line)
    const { results, result, documents } = await view(person, code)
    expect(results.map(({ nameVi }) => nameVi)).toEqual(['Giấy chứng nhận', 'Bản phụ'])
    expect(result).toEqual(results[0])
    expect(new Set(results.flatMap(({ number, verifyId, url }) => [number, verifyId, url])).size).toBe(6)
    expect(documents.filter(({ form }) => form === 'RESULT')).toHaveLength(2)
    expect(await textOf(person, code, results[1]?.url ?? '')).toContain('BẢN PHỤ')
    expect(await faultsAt(code)).toEqual([])
  })

  it('are only those that held at the decision', async () => {
    const { code, person } = await running(certificates())
    await done(await staff('officer-justice'), code, 'eligible', { data: { extra: false } })
    expect((await view(await staff('leader'), code)).draftResult.map((draft) => draft.code)).toEqual(['ban-chinh', 'tu-choi'])
    await done(await staff('leader'), code, 'granted')
    await done(await staff('clerk'), code, 'issued')
    await issuePaper(await resultLine(code))
    expect((await view(person, code)).results.map(({ nameVi }) => nameVi)).toEqual(['Giấy chứng nhận'])
  })

  it('are signed by the delegate under the office of the principal', async () => {
    const { code, person } = await running(certificates())
    const [leader, head] = [await staff('leader'), await staff('head')]
    await done(await staff('officer-justice'), code, 'eligible', { data: { extra: false } })
    const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
    const { id } = await as(leader).delegation.create({
      requestId: randomUUID(),
      agencyId: 'xa-a',
      toId: head.id,
      validFrom: today,
      validTo: today,
      reason: REASON,
    })
    const { sid } = await signInStaff({ email: head.email, password: demoPassword }, { ip: '127.0.0.1', userAgent: 'test' })
    const delegate = await actorOfSession(sid)
    if (delegate.kind !== 'STAFF') throw new Error(head.email)
    await done(delegate, code, 'granted')
    await as(leader).delegation.revoke({ id })
    await done(await staff('clerk'), code, 'issued')
    await issuePaper(await resultLine(code))
    const text = await textOf(person, code, (await view(person, code)).result?.url ?? '')
    expect(text).toContain('TUQ. LÃNH ĐẠO ĐƠN VỊ')
    expect(text).toContain('LÃNH ĐẠO PHÒNG')
    expect(text).toContain(head.fullName)
    expect(text).not.toContain(leader.fullName)
    expect(await faultsAt(code)).toEqual([])
  })
})
