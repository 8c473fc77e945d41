import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { issuePaper } from '#server/jobs/issue-paper.ts'
import type { StaffActor } from '#server/modules/account/actor.ts'
import { textOfPdf } from '#server/modules/document/pdf-text.test-support.ts'
import type { OutboxLine } from '#server/modules/exchange/outbox-line.ts'
import { REGISTER_COLUMNS } from '#server/modules/register/register-row.ts'
import { done, filed, running, to, view } from '#tests/builders/lives.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, staff } from '#tests/builders/people.ts'
import { ending, JUSTICE, on, procedure, step } from '#tests/builders/procedures.ts'

const bytesOf = async (actor: StaffActor, format: 'pdf' | 'csv', procedureCode?: string) => {
  const file = await as(actor).desk.registerFile({ format, procedureCode })
  return new Uint8Array(await new Response(file.read()).arrayBuffer())
}
const textOf = async (actor: StaffActor, format: 'pdf' | 'csv', procedureCode?: string) =>
  format === 'csv'
    ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(await bytesOf(actor, format, procedureCode))
    : textOfPdf(await bytesOf(actor, format, procedureCode))
const flat = (text: string) => text.normalize('NFC').replace(/\s+/g, '')

/** Another dossier of the same procedure, received at once. */
async function another(code: string, n: number): Promise<void> {
  await asOwner(
    `INSERT INTO "Dossier" SELECT (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid()::text, 'code', d.code || '-' || g,
       'receivedAt', d."receivedAt" - g * interval '1 millisecond'))).* FROM "Dossier" d, generate_series(1, $2) g WHERE d.code = $1`,
    [code, n],
  )
}

describe('the register of a receiving point', () => {
  it('has a line for each dossier that was received, with every date of its way', async () => {
    const definition = procedure()
    const { code } = await running(definition)
    const [desk, officer, leader, clerk] = await Promise.all(
      ['desk', 'officer-justice', 'leader', 'clerk'].map((name) => staff(name)),
    )
    if (!desk || !officer || !leader || !clerk) throw new Error('no staff')
    const waiting = await as(desk).desk.register({ procedureCode: definition.code })
    expect(waiting).toMatchObject({ agencyId: 'xa-a', total: 1, nextCursor: null, procedures: expect.any(Array) })
    const cells = waiting.items[0]?.cells ?? []
    expect(cells).toHaveLength(REGISTER_COLUMNS.length)
    expect(cells.slice(0, 5)).toEqual(['1', code, 'Thủ tục thử', '01', 'Trần Văn Thử'])
    expect(cells.slice(7, 10).every((text) => /^\d\d\/\d\d\/\d{4}$/.test(text))).toBe(true)
    expect(cells.slice(10, 12)).toEqual(['', ''])
    await done(officer, code, 'eligible')
    await done(leader, code, 'granted')
    await done(clerk, code, 'issued')
    await as(desk).desk.returnResult({ ...to(code), receiverName: 'Lê Thị Nhận', originalsReturned: true })
    const ended = (await as(desk).desk.register({ procedureCode: definition.code })).items[0]?.cells ?? []
    expect(ended.slice(10, 12).every((text) => /^\d\d\/\d\d\/\d{4}$/.test(text))).toBe(true)
    expect(ended.slice(12, 14)).toEqual(['Tại quầy', 'Lê Thị Nhận'])
    const arrived = await filed(procedure())
    expect(JSON.stringify(await as(desk).desk.register({}))).not.toContain(arrived.code)
  })

  it('is the same on the screen, in the book and in the table, page after page', async () => {
    const definition = procedure()
    const { code } = await running(definition)
    await another(code, 259)
    const desk = await staff('desk')
    const seen: string[][] = []
    let cursor: string | undefined
    do {
      const found = await as(desk).desk.register({ procedureCode: definition.code, cursor })
      expect(found.total).toBe(260)
      seen.push(...found.items.map(({ cells }) => [...cells]))
      cursor = found.nextCursor ?? undefined
    } while (cursor)
    expect(seen.map(([n]) => n)).toEqual(Array.from({ length: 260 }, (_, n) => String(n + 1)))
    const csv = await textOf(desk, 'csv', definition.code)
    expect(csv.startsWith('\ufeff"STT","Mã hồ sơ"')).toBe(true)
    const rows = csv.trim().split('\r\n').slice(1)
    expect(rows).toEqual(seen.map((cells) => cells.map((text) => `"${text}"`).join(',')))
    const pdf = flat(await textOf(desk, 'pdf', definition.code))
    for (const said of [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'SỔ THEO DÕI HỒ SƠ',
      `Thủ tục: Thủ tục thử (${definition.code})`,
      'Tổng số: 260 hồ sơ.',
    ])
      expect(pdf, said).toContain(flat(said))
    for (const cells of [seen[0], seen[130], seen[259]]) expect(pdf).toContain(flat(cells?.[1] ?? '–'))
  })

  it('is no formula of whoever filed', async () => {
    const definition = procedure()
    const { code } = await running(definition)
    await asOwner(
      `UPDATE "DossierParty" p SET "fullName" = '=HYPERLINK("http://evil.example")' FROM "Dossier" d WHERE d.id = p."dossierId" AND d.code = $1`,
      [code],
    )
    expect(await textOf(await staff('desk'), 'csv', definition.code)).toContain(`"'=HYPERLINK(""http://evil.example"")"`)
  })

  it('says what it cannot show, and who keeps it', async () => {
    const desk = await staff('desk')
    const wrong = (messageKey: string) => ({
      message: 'INPUT_INVALID',
      cause: { details: { path: 'to', messageKey: `register.${messageKey}` } },
    })
    await expect(as(desk).desk.register({ from: '2026-11-02', to: '2026-11-01' })).rejects.toMatchObject(wrong('toBeforeFrom'))
    await expect(as(desk).desk.register({ from: '2025-01-01', to: '2026-11-01' })).rejects.toMatchObject(wrong('tooLong'))
    const definition = procedure()
    const { code } = await running(definition)
    await another(code, 5_000)
    expect(await as(desk).desk.register({ procedureCode: definition.code })).toMatchObject({ total: 5_001, isTooMuch: true })
    await expect(as(desk).desk.registerFile({ format: 'pdf', procedureCode: definition.code })).rejects.toMatchObject(
      wrong('tooMany'),
    )
    await expect(as(await staff('head')).desk.register({})).rejects.toMatchObject({ message: 'NOT_PERMITTED' })
    await expect(as(desk).desk.register({ agencyId: 'xa-b' })).rejects.toMatchObject({ message: 'NOT_PERMITTED' })
    const notes = await asOwner(`SELECT 1 FROM "AuditEntry" WHERE "actorId" = $1 AND action LIKE 'register.%'`, [desk.id])
    expect(notes.length).toBeGreaterThan(0)
  })

  it('gives its line as a paper where a step asks for it; the paper is the office’s own', async () => {
    const definition = procedure({
      steps: [
        step('check', 'review', JUSTICE, [on('eligible', 'sign')], { makes: [{ form: 'MAU_07', at: 'close' }] }),
        ...ending,
      ],
    })
    const { code, person } = await running(definition)
    const officer = await staff('officer-justice')
    await done(officer, code, 'eligible')
    const [line] = await asOwner<OutboxLine & Record<string, unknown>>(
      `SELECT o.* FROM "OutboxMessage" o JOIN "Dossier" d ON d.id = o."dossierId" WHERE d.code = $1 AND o.payload ->> 'form' = 'MAU_07'`,
      [code],
    )
    if (!line) throw new Error('no paper was asked for')
    await issuePaper(line)
    await issuePaper(line)
    const papers = (await view(officer, code)).documents.filter(({ form }) => form === 'MAU_07')
    expect(papers).toHaveLength(1)
    expect((await view(person, code)).documents.map(({ form }) => form)).not.toContain('MAU_07')
    const opened = await as(officer).document.open({ code, id: papers[0]?.id ?? randomUUID() })
    const text = flat(textOfPdf(new Uint8Array(await new Response(await opened.read()).arrayBuffer())))
    for (const said of ['SỔ THEO DÕI HỒ SƠ', code, 'Trần Văn Thử', 'Cơ quan chủ trì giải quyết'])
      expect(text, said).toContain(flat(said))
  })
})
