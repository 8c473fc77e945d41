import { randomInt } from 'node:crypto'
import { catalogueRows } from '#server/modules/procedure/catalogue-rows.ts'
import { definitionSchema, type ProcedureDefinition } from '#workflows/procedure/definition.ts'
import { asOwner } from './owner.ts'

// Procedures of tests' own: the real ones change with the law, and few of them have what a test wants to see.

export const workingDays = (amount: number) => ({ unit: 'workingDay', amount })

export const on = (id: string, to: string, more: object = {}) => ({ id, labelVi: `Kết quả ${id}`, to, ...more })

export const step = (id: string, kind: string, performer: object, outcomes: object[], more: object = {}) => ({
  id,
  kind,
  nameVi: `Bước ${id}`,
  publicVi: 'Cơ quan đang xử lý hồ sơ',
  performer,
  limit: workingDays(1),
  outcomes,
  source: 'thiết kế',
  ...more,
})

export const JUSTICE = { role: 'officer', unitKind: 'justice' }
export const LEADER = { role: 'leader', unitKind: 'leadership' }
export const CLERK = { role: 'clerk', unitKind: 'clerical' }

/** A signature and its issue: how most procedures end. */
export const ending = [
  step('sign', 'sign', LEADER, [
    on('granted', 'issue', { decision: 'GRANTED' }),
    on('refused', 'issue', { decision: 'REFUSED', reasonRequired: true }),
  ]),
  step('issue', 'issue', CLERK, [on('issued', 'end')]),
]

/** One review and the ending; everything else as it is given. No fee, no paper, one question. */
export function procedure(change: object = {}): ProcedureDefinition {
  return definitionSchema.parse({
    schema: 1,
    code: `8.${String(randomInt(1_000_000)).padStart(6, '0')}`,
    version: 1,
    nameVi: 'Thủ tục thử',
    nameEn: 'Test procedure',
    summaryVi: 'Dùng để thử',
    summaryEn: 'For tests',
    audienceVi: 'Công dân',
    fieldCode: 'TEST',
    fieldVi: 'Thử nghiệm',
    level: 'commune',
    competentAgencyKind: 'communePeoplesCommittee',
    competentAgencyVi: 'Ủy ban nhân dân cấp xã',
    online: { level: 'full' },
    sources: ['ONLINE', 'DESK', 'PORTAL'],
    route: 'LOCAL',
    effectiveFrom: '2026-01-01',
    effectiveTo: null,
    limit: workingDays(10),
    limitBasis: 'thiết kế',
    intakeLimit: { unit: 'workingHour', amount: 8 },
    intakeBasis: 'thiết kế',
    supplement: { max: 1, limit: workingDays(5), afterLimit: 'stop', clock: 'resume', basis: 'thiết kế' },
    extension: { max: 1, basis: 'thiết kế' },
    form: {
      version: 1,
      pages: [{ id: 'main', titleVi: 'Thông tin', fields: [{ id: 'matter', labelVi: 'Việc', type: 'text', required: true }] }],
    },
    papers: [],
    fees: [],
    cases: [{ code: 'ordinary', nameVi: 'Thông thường', whenVi: 'Mọi trường hợp', when: 'true', verified: false }],
    start: 'check',
    steps: [step('check', 'review', JUSTICE, [on('eligible', 'sign')]), ...ending],
    results: [
      { code: 'giay-to', nameVi: 'Giấy tờ', kind: 'certificate', decision: 'GRANTED', lines: [] },
      { code: 'tu-choi', nameVi: 'Văn bản từ chối', kind: 'refusal', decision: 'REFUSED', lines: [] },
    ],
    supplementReasons: [{ code: 'missing', vi: 'Thiếu giấy tờ' }],
    refusalReasons: [{ code: 'notOurs', vi: 'Không thuộc thẩm quyền' }],
    synonyms: [],
    lifeEvents: [],
    legalBasis: ['thiết kế'],
    verified: false,
    verifiedNoteVi: 'Dữ liệu thử',
    sourceNotes: [],
    ...change,
  })
}

/** In force at once, as an installation publishes it. */
export async function publish(definition: ProcedureDefinition): Promise<ProcedureDefinition> {
  const rows = catalogueRows(definition)
  await asOwner(
    `INSERT INTO "Procedure" (code, "nameVi", "nameEn", "fieldVi", level, "lifeEvents", synonyms, search)
     SELECT code, "nameVi", "nameEn", "fieldVi", level, "lifeEvents", synonyms, search FROM json_populate_record(NULL::"Procedure", $1)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(rows.procedure)],
  )
  await asOwner(
    `INSERT INTO "ProcedureVersion" (id, "procedureCode", version, definition, sha256, "effectiveFrom", "effectiveTo")
     SELECT id, "procedureCode", version, definition, sha256, "effectiveFrom", "effectiveTo" FROM json_populate_record(NULL::"ProcedureVersion", $1)`,
    [JSON.stringify(rows.version)],
  )
  return definition
}
