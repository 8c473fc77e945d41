import type { Mark } from '#workflows/procedure/standing.ts'
import type { Actor } from '../account/actor.ts'
import { standingOf } from './dossier-lines.ts'
import { loadForReading } from './get-dossier.ts'

/** For its handlers: the whole process of the dossier's version, and where in it this dossier stands. */
export async function dossierWay(actor: Actor, { code }: { code: string }) {
  const dossier = await loadForReading(actor, code)
  const { description, standing: found } = await standingOf(dossier)
  const marks: Record<string, Mark> = Object.fromEntries(found.marks)
  return { version: dossier.definition.version, description, marks }
}
