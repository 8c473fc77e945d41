import { DomainError } from '#workflows/domain-error.ts'
import type { ProcedureDefinition } from '#workflows/procedure/definition.ts'
import { type FileFinding, readDefinition } from '#workflows/procedure/read-definition.ts'
import { verify } from '#workflows/procedure/verify.ts'
import { VerifyMemo } from '#workflows/procedure/verify-memo.ts'
import { catalogueRows } from './catalogue-rows.ts'
import { isGenerated } from './procedure.schema.ts'
import { findToday, findVersionsOf, type Published, publishRows } from './version.repository.ts'

/** Enough for the largest real one many times over; a definition that needs more is refused with a finding. */
const MAX_STATES = 20_000

/** A file is looked at before it is published, and once more when it is: the second time its machine has run already. */
const memo = new VerifyMemo(20)

export interface CheckedFile {
  definition: ProcedureDefinition | null
  findings: FileFinding[]
  states: number
}

/** Everything that stands in the way of publishing this file: how it is written, and what the machine made of it would do. */
export function checkFile(text: string): CheckedFile {
  const { definition, findings } = readDefinition(text)
  if (definition === null) return { definition, findings, states: 0 }
  const { states, findings: found } = verify(definition, { maxStates: MAX_STATES, memo })
  const reserved: FileFinding[] = isGenerated(definition.code)
    ? [
        {
          place: 'code',
          rule: 'codeReserved',
          vi: 'Mã bắt đầu bằng 9 dành cho dữ liệu mẫu',
          en: 'Codes that begin with 9 are for samples',
        },
      ]
    : []
  const ofMachine = found.map(({ rule, step, vi, en, path }) => ({
    place: step === null ? '' : `steps.${step}`,
    rule,
    vi,
    en: path.length > 0 ? `${en} [${path.map(({ type }) => type).join(' → ')}]` : en,
  }))
  return { definition, findings: [...reserved, ...ofMachine], states }
}

const refusals: Record<Exclude<Published, 'published' | 'unchanged'>, 'VERSION_TAKEN' | 'VERSION_OVERLAPS'> = {
  versionTaken: 'VERSION_TAKEN',
  versionNotNext: 'VERSION_TAKEN',
  overlap: 'VERSION_OVERLAPS',
}

export interface PublishChoices {
  effectiveFrom?: string
  asNext?: boolean
}

/**
 * Publishes a file, or stores nothing of it. The first version may look back; a later one begins tomorrow at the earliest, because who
 * files today does so under the version of today.
 */
export async function publishFile(
  text: string,
  { effectiveFrom, asNext = false }: PublishChoices = {},
): Promise<{ outcome: 'published' | 'unchanged'; code: string; version: number; effectiveFrom: string }> {
  const { definition: read, findings } = checkFile(text)
  if (read === null || findings.length > 0)
    throw new DomainError('DEFINITION_REFUSED', `a definition with ${findings.length} findings`, { findings })
  const [newest] = await findVersionsOf(read.code)
  const from = effectiveFrom ?? read.effectiveFrom
  const numbered = (version: number) => catalogueRows({ ...read, version, effectiveFrom: from })
  // sending the same once more is harmless
  const again = newest && asNext ? numbered(newest.version) : null
  const rows =
    again?.version.sha256 === newest?.sha256 && again ? again : numbered(asNext ? (newest?.version ?? 0) + 1 : read.version)
  const { code, version } = { code: read.code, version: rows.version.version }
  const isLater = newest !== undefined && version > newest.version
  if (isLater && from <= (await findToday()))
    throw new DomainError('INPUT_INVALID', `${code}@${version} would begin on ${from}`, {
      fieldErrors: { effectiveFrom: ['procedure.dateNotFuture'] },
    })
  if (read.effectiveTo !== null && read.effectiveTo < from)
    throw new DomainError('INPUT_INVALID', `${code}@${version} would end before it begins`, {
      fieldErrors: { effectiveFrom: ['procedure.dateAfterEnd'] },
    })
  const outcome = await publishRows(rows)
  if (outcome !== 'published' && outcome !== 'unchanged')
    throw new DomainError(refusals[outcome], `${code}@${version}: ${outcome}`, { code, version, newest: newest?.version ?? null })
  return { outcome, code, version, effectiveFrom: from }
}
