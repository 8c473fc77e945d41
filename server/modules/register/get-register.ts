import { appNow } from '#server/clock.repository.ts'
import { DomainError } from '#workflows/domain-error.ts'
import type { StaffActor } from '../account/actor.ts'
import { writeAudit } from '../account/write-audit.ts'
import { agencyById } from '../agency/agencies.ts'
import { civilDate } from '../document/vietnamese.ts'
import { page, readCursor } from '../dossier/cursor.ts'
import { civilDay } from '../dossier/form-facts.ts'
import { assertMayKeep } from './register.policy.ts'
import {
  countRegister,
  findProvince,
  listRegister,
  type OfProcedure,
  type RegisterRow,
  type Span,
} from './register.repository.ts'
import { LONGEST_DAYS, MOST_ROWS, type RegisterFileInput, type RegisterInput } from './register.schema.ts'
import { registerCsv } from './register-csv.ts'
import { factsOf } from './register-facts.ts'
import { registerPdf } from './register-pdf.ts'
import { type RegisterCells, type RegisterHead, registerCells } from './register-row.ts'

const PAGE = 50
const BATCH = 200
/** As many as a list to choose from can hold. */
const MOST_PROCEDURES = 500
const DAY = 86_400_000
const ZONE = 'Asia/Ho_Chi_Minh'
const wrong = (path: string, messageKey: string, params: Record<string, number> = {}) =>
  new DomainError('INPUT_INVALID', `register: ${messageKey}`, { path, messageKey: `register.${messageKey}`, params })

/** The month until today, unless other days are asked for. */
async function spanOf(actor: StaffActor, input: Omit<RegisterInput, 'cursor'>) {
  const { agencyId, all } = await assertMayKeep(actor, input.agencyId)
  const now = (await appNow()).toISOString()
  const today = civilDay(now, ZONE)
  const from = input.from ?? `${today.slice(0, 7)}-01`
  const to = input.to ?? (input.from === undefined || input.from <= today ? today : input.from)
  const days = (Date.parse(to) - Date.parse(from)) / DAY
  if (days < 0) throw wrong('to', 'toBeforeFrom')
  if (days > LONGEST_DAYS) throw wrong('to', 'tooLong')
  const span: Span = { agencyId, from, to, procedureCode: input.procedureCode ?? null }
  return { span, all, now }
}

/** Only what was received stands in it. */
const keyOf = (row: RegisterRow) => ({ at: row.receivedAt?.toISOString() ?? '', id: row.id })

/** Whoever reads the register reads names and addresses. */
const note = (actor: StaffActor, action: string, { agencyId, from, to, procedureCode }: Span, rows: number) =>
  writeAudit({
    actorId: actor.id,
    action,
    homeAgencyId: agencyId,
    purpose: 'keeping the register',
    details: { from, to, procedureCode, rows },
  })

/** Of the procedure that was chosen, or of all. */
function sumOf(counts: readonly OfProcedure[], { procedureCode }: Span): { total: number; before: number } {
  const chosen = counts.filter(({ code }) => procedureCode === null || code === procedureCode)
  return {
    total: chosen.reduce((sum, { total }) => sum + total, 0),
    before: chosen.reduce((sum, { before }) => sum + before, 0),
  }
}

export async function getRegister(actor: StaffActor, input: RegisterInput) {
  const { span, all } = await spanOf(actor, input)
  const after = readCursor(input.cursor)
  const [rows, counts] = await Promise.all([listRegister(span, after, PAGE + 1), countRegister(span, after)])
  const { total, before } = sumOf(counts, span)
  await note(actor, 'register.view', span, Math.min(rows.length, PAGE))
  const { items, nextCursor } = page(rows, PAGE, (row) => row, keyOf)
  return {
    ...span,
    total,
    isTooMuch: total > MOST_ROWS,
    procedures: counts.slice(0, MOST_PROCEDURES).map(({ code, nameVi, nameEn }) => ({ code, nameVi, nameEn })),
    agencies: await Promise.all(all.map(async (id) => ({ id, nameVi: (await agencyById(id)).nameVi }))),
    items: items.map((row, n) => ({ code: row.code, cells: registerCells(before + n + 1, factsOf(row)) })),
    nextCursor,
  }
}

/** The rows of a file, a batch at a time; never more than were counted. */
async function* batches(span: Span): AsyncGenerator<readonly RegisterCells[]> {
  let after: ReturnType<typeof keyOf> | null = null
  for (let n = 0; n < MOST_ROWS; ) {
    const rows: RegisterRow[] = await listRegister(span, after, Math.min(BATCH, MOST_ROWS - n))
    const first = n
    yield rows.map((row, index) => registerCells(first + index + 1, factsOf(row)))
    n += rows.length
    const last = rows.at(-1)
    if (!last || rows.length < BATCH) return
    after = keyOf(last)
  }
}

/** Asked piece by piece; whoever goes away in the middle ends the reading. */
const streamOf = (pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> =>
  new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: async () => {
      await pieces.return(undefined)
    },
  })

/** The register as a file, written while it is read. */
export async function registerFile(actor: StaffActor, { format, ...input }: RegisterFileInput) {
  const { span, now } = await spanOf(actor, input)
  const [counts, agency] = await Promise.all([countRegister(span, null), agencyById(span.agencyId)])
  const { total } = sumOf(counts, span)
  if (total > MOST_ROWS) throw wrong('to', 'tooMany', { n: MOST_ROWS })
  await note(actor, `register.${format}`, span, total)
  const procedure = counts.find(({ code }) => code === span.procedureCode)
  const head: RegisterHead = {
    agencyVi: agency.nameVi,
    unitVi: agency.units.find(({ kind }) => kind === 'oneStopDesk')?.nameVi ?? agency.nameVi,
    placeVi: ((await findProvince(agency.province)) ?? 'Việt Nam').replace(/^(Thành phố|Tỉnh) /i, ''),
    madeAt: now,
    periodVi: `Từ ngày ${civilDate(`${span.from}T05:00:00Z`)} đến hết ngày ${civilDate(`${span.to}T05:00:00Z`)}`,
    procedureVi: procedure ? `Thủ tục: ${procedure.nameVi} (${procedure.code})` : null,
  }
  return {
    name: `so-theo-doi-ho-so-${agency.code}-${span.from}-${span.to}.${format}`,
    contentType: format === 'pdf' ? 'application/pdf' : 'text/csv; charset=utf-8',
    rows: total,
    read: () => streamOf(format === 'pdf' ? registerPdf(head, batches(span)) : registerCsv(batches(span))),
  }
}
