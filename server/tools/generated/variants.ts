import { rowsOf } from '#server/modules/procedure/catalogue-rows.ts'
import type { ProcedureDefinition } from '#workflows/procedure/definition.ts'
import { random as randomFrom } from '#workflows/random.ts'
import { type Subject, subjects } from './names.ts'

export interface Base {
  id: string
  definition: ProcedureDefinition
}

/** What the national catalogue of a province looks like: of 1,950 procedures 587 wholly online, 1,130 partly, 233 only described, 574 also on the portal. */
const OF = { all: 1950, full: 587, partial: 1130, portal: 574 }

const MARK = 'Dữ liệu mẫu sinh tự động, không phải thủ tục thật.'
const PARTIAL_REASONS = [
  ['mustBePresent', 'Người nộp phải có mặt để ký'],
  ['originalsShown', 'Phải xuất trình bản chính'],
  ['siteCheck', 'Cán bộ phải kiểm tra thực tế'],
] as const

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  const mixed = [...items]
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1))
    const [a, b] = [mixed[last], mixed[other]]
    if (a !== undefined && b !== undefined) [mixed[last], mixed[other]] = [b, a]
  }
  return mixed
}

const capital = (text: string) => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)

/** A real procedure of the same field, else one that the same kind of agency decides. */
function baseFor(subject: Subject, bases: readonly Base[], n: number): Base {
  const ofAgency = bases.filter(({ definition }) => definition.competentAgencyKind === subject.agencyKind)
  const ofField = ofAgency.filter(({ definition }) => definition.fieldVi === subject.fieldVi)
  const fitting = ofField.length > 0 ? ofField : ofAgency
  const base = fitting[n % fitting.length]
  if (!base) throw new Error(`no real procedure is decided by ${subject.agencyKind}`)
  return base
}

function online(level: ProcedureDefinition['online']['level'], random: () => number): ProcedureDefinition['online'] {
  if (level !== 'partial') return { level }
  const [partialReason, partialReasonVi] = PARTIAL_REASONS[Math.floor(random() * PARTIAL_REASONS.length)] ?? PARTIAL_REASONS[0]
  return { level, partialReason, partialReasonVi }
}

/** What differs from the real one; a longer limit keeps the sum of the steps inside it. */
function overlay(
  { nameVi, nameEn, objectVi, kind, fieldVi, fieldCode }: Subject,
  { definition: base }: Base,
  code: string,
  level: ProcedureDefinition['online']['level'],
  isOnPortal: boolean,
  random: () => number,
) {
  const days = Math.floor(random() * 8)
  const isPaper = kind === 'p'
  return {
    code,
    version: 1,
    nameVi,
    nameEn,
    summaryVi: `${nameVi}. ${MARK}`,
    summaryEn: `${nameEn}. Generated sample data, no real procedure.`,
    audienceVi: 'Cá nhân, tổ chức có nhu cầu',
    conditionsVi: [],
    fieldCode,
    fieldVi,
    online: online(level, random),
    sources: ((): ProcedureDefinition['sources'] => {
      if (level === 'information') return ['DESK']
      return isOnPortal ? ['ONLINE', 'DESK', 'PORTAL'] : ['ONLINE', 'DESK']
    })(),
    route: isOnPortal ? ('NATIONAL' as const) : random() < 0.15 ? ('MINISTRY' as const) : ('LOCAL' as const),
    effectiveTo: null,
    limit: base.limit.unit === 'workingDay' ? { ...base.limit, amount: base.limit.amount + days } : base.limit,
    results: base.results.map((result) =>
      result.decision === 'GRANTED'
        ? {
            ...result,
            nameVi: isPaper
              ? capital(objectVi)
              : `Văn bản trả lời: ${nameVi.charAt(0).toLocaleLowerCase('vi')}${nameVi.slice(1)}`,
            nameEn: nameEn,
          }
        : result,
    ),
    synonyms: [],
    lifeEvents: [],
    legalBasis: [MARK],
    limitBasis: MARK,
    verified: false,
    verifiedNoteVi: MARK,
    sourceNotes: [`Biến đổi từ ${base.code}`],
  }
}

/** Procedures that could be real and are not: the same ones for the same seed and the same real ones. */
export function variants(bases: readonly Base[], count: number, seed: number) {
  if (count > subjects.length) throw new RangeError(`at most ${subjects.length} can be made`)
  const random = randomFrom(seed)
  const share = (n: number) => Math.round((count * n) / OF.all)
  const [full, partial, portal] = [share(OF.full), share(OF.partial), share(OF.portal)]
  const levels = shuffled(
    Array.from({ length: count }, (_, n) =>
      n < full ? ('full' as const) : n < full + partial ? ('partial' as const) : ('information' as const),
    ),
    random,
  )
  let left = portal
  let open = full + partial
  return shuffled(subjects, random)
    .slice(0, count)
    .map((subject, n) => {
      const level = levels[n] ?? 'information'
      // each of those that are left is as likely to be on the portal
      const isOnPortal = level !== 'information' && random() < left / Math.max(1, open)
      if (level !== 'information') open -= 1
      if (isOnPortal) left -= 1
      const base = baseFor(subject, bases, n)
      const change = overlay(subject, base, `9.${String(n + 1).padStart(6, '0')}`, level, isOnPortal, random)
      const definition: ProcedureDefinition = { ...base.definition, ...change }
      const { procedure, version } = rowsOf(definition)
      return { baseId: base.id, change, definition, procedure, version }
    })
}
