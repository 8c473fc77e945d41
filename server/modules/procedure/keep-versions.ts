import { DomainError } from '#workflows/domain-error.ts'
import { formatDefinition } from '#workflows/procedure/definition-file.ts'
import { describeVersion } from '#workflows/procedure/describe.ts'
import type { Actor } from '../account/actor.ts'
import { writeAudit } from '../account/write-audit.ts'
import { versionIdOf } from './catalogue-rows.ts'
import { definitionOf } from './definition-of.ts'
import { fold } from './fold.ts'
import { assertMayPublish, assertMayRead, mayPublish } from './keepers.ts'
import { placeNames } from './place-names.ts'
import { isGenerated, type ListVersionsInput, type PublishVersionInput, type VersionInput } from './procedure.schema.ts'
import { checkFile, publishFile } from './publish.ts'
import { countListed, findListed, findVersionsOf } from './version.repository.ts'

const PAGE = 50

/** All procedures with what an administrator watches: level of service, route, how much of it was checked. */
export async function listVersions(actor: Actor, { q, level, online, route, checked, kind, cursor }: ListVersionsInput) {
  assertMayRead(actor)
  const filter = {
    tokens: fold(q).split(' ').filter(Boolean).slice(0, 12),
    level: level ?? null,
    online: online ?? null,
    route: route ?? null,
    verified: checked === undefined ? null : checked === 'yes',
    generated: kind === undefined ? null : kind === 'generated',
  }
  const after = /^\d\.\d{6}$/.test(cursor ?? '') ? (cursor ?? null) : null
  const [found, total] = await Promise.all([findListed(filter, after, PAGE + 1), countListed(filter)])
  const items = found.slice(0, PAGE)
  return { items, total, mayPublish: mayPublish(actor), nextCursor: found.length > PAGE ? (items.at(-1)?.code ?? null) : null }
}

/** One version as it was published, its way as a diagram and list, and its sisters. */
export async function getVersion(actor: Actor, { code, version }: VersionInput) {
  assertMayRead(actor)
  const versions = (await findVersionsOf(code)).map((row) => ({ ...row, publishedAt: row.publishedAt.toISOString() }))
  const row = versions.find((each) => each.version === version)
  if (!row) throw new DomainError('NOT_FOUND', `no version ${version} of ${code}`)
  const definition = await definitionOf(row.id)
  return { row, versions, definition, generated: isGenerated(code), description: describeVersion(definition, await placeNames()) }
}

/** The file of a version, byte for byte what was imported. */
export async function versionFile(actor: Actor, input: VersionInput): Promise<{ name: string; text: string }> {
  assertMayRead(actor)
  const { code, version } = input
  if (!(await findVersionsOf(code)).some((row) => row.version === version))
    throw new DomainError('NOT_FOUND', `no version ${version} of ${code}`)
  return { name: `${code}.json`, text: formatDefinition(await definitionOf(versionIdOf(input))) }
}

/** What a file holds and what is wrong with it; stores nothing. */
export async function checkVersion(actor: Actor, text: string) {
  assertMayPublish(actor)
  const { definition, findings, states } = checkFile(text)
  const versions = definition ? await findVersionsOf(definition.code) : []
  return {
    findings,
    states,
    head: definition && {
      code: definition.code,
      nameVi: definition.nameVi,
      nameEn: definition.nameEn,
      version: definition.version,
      effectiveFrom: definition.effectiveFrom,
      steps: definition.steps.length,
    },
    /** The number that it would be published under, and what it would follow. */
    next: (versions[0]?.version ?? 0) + 1,
    newest: versions[0] ? { version: versions[0].version, effectiveFrom: versions[0].effectiveFrom } : null,
  }
}

export async function publishVersion(actor: Actor, { text, effectiveFrom, asNext }: PublishVersionInput) {
  assertMayPublish(actor)
  const published = await publishFile(text, { effectiveFrom, asNext })
  const { code, version, outcome } = published
  if (outcome === 'published')
    await writeAudit({ actorId: actor.id, action: 'procedure.publish', purpose: 'procedures', details: { code, version } })
  return published
}
