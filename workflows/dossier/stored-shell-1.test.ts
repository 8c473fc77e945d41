import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { compile } from '../procedure/compile.ts'
import { definitionSchema } from '../procedure/definition.ts'
import { canonical } from './canonical.ts'
import { driveToTheEnd } from './drive.test-support.ts'
import { shellState } from './national-code.ts'
import { project } from './project.ts'
import { type ReplayRow, replay, replayRowSchema } from './replay.ts'
import { freeze, thaw } from './snapshot.ts'
import { type DossierState, stateSchema } from './state.ts'
import { upgrade } from './upgrade.ts'

/** Dossiers as the code of shell 1 wrote them, with the versions under which they ran: what is stored somewhere is never written anew. */
const folder = new URL('stored-shell-1/', import.meta.url)
const storedSchema = z.object({
  definition: definitionSchema,
  examples: z.array(
    z.object({ name: z.string(), stateHash: z.string(), rows: z.array(replayRowSchema), state: z.custom<DossierState>() }),
  ),
})
const stored = readdirSync(folder).map((file) => {
  const { definition, examples } = storedSchema.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')))
  return { definition, examples, name: definition.nameEn }
})

const hashOf = (state: unknown) => createHash('sha256').update(canonical(state), 'utf8').digest('hex')
const event = { type: 'UPGRADE_VERSION' as const, toVersionId: 'v1', map: {} }
const lastInstant = (rows: readonly ReplayRow[]) => rows.at(-1)?.facts.now ?? '2026-01-01T00:00:00.000Z'

describe.each(stored)('stored dossiers of shell 1: $name', ({ definition, examples }) => {
  const old = compile(definition, 1)
  const now = compile(definition)
  const raise = (state: DossierState, rows: readonly ReplayRow[]) => {
    const facts = { now: lastInstant(rows), actor: { id: 'system' }, conditions: {}, caseCode: null, fees: [] }
    return { facts, ...upgrade(old, now, state, event, facts) }
  }

  it.each(examples)('$name: its rows give the stored state, and the stored hash', ({ rows, state, stateHash }) => {
    const again = replay({ v1: definition }, rows)
    expect(again).toEqual(state)
    expect([hashOf(state), hashOf(again)]).toEqual([stateHash, stateHash])
    expect(hashOf(freeze(old, thaw(old, state), null))).toBe(stateHash)
  })

  it.each(examples)('$name: is read with what shell 1 did not remember', ({ state }) => {
    const read = stateSchema.parse(state)
    expect(read.context).toMatchObject({ opinions: [], transfers: [], subs: [] })
    expect(read.context.work.every(({ member, closedViaId }) => member === null && closedViaId === null)).toBe(true)
    expect(stateSchema.parse(read)).toEqual(read)
    expect(project(definition, read).shellState).toBe(shellState(state))
  })

  it.each(examples)('$name: is raised, and goes on to its end; the whole history replays', ({ rows, state }) => {
    const raised = raise(state, rows)
    expect(raised.effects).toEqual([])
    expect(raised.state).toEqual({ ...stateSchema.parse(state), shellVersion: now.shellVersion })
    expect(thaw(now, raised.state).value).toEqual(state.value)
    const end = driveToTheEnd({ machine: now, state: raised.state, versionId: 'v1', from: lastInstant(rows) })
    expect(end.state.status).toBe('done')
    const upgraded: ReplayRow = {
      type: 'UPGRADE_VERSION',
      payload: { toVersionId: 'v1', map: {} },
      facts: raised.facts,
      procedureVersionId: 'v1',
      shellVersion: now.shellVersion,
    }
    expect(canonical(replay({ v1: definition }, [...rows, upgraded, ...end.rows]))).toBe(canonical(end.state))
  })

  it('is not taken by the shell of today before it is raised, nor raised twice, nor lowered', () => {
    const [example] = examples
    if (!example) throw new Error('no example')
    const { rows, state } = example
    expect(() => thaw(now, state)).toThrow(expect.objectContaining({ code: 'STATE_UNKNOWN' }))
    const raised = raise(state, rows)
    expect(() => upgrade(now, now, raised.state, event, raised.facts)).toThrow(
      expect.objectContaining({ code: 'EVENT_NOT_ALLOWED' }),
    )
    expect(() => upgrade(now, old, raised.state, event, raised.facts)).toThrow(
      expect.objectContaining({
        code: 'UPGRADE_IMPOSSIBLE',
        details: { missing: [], faults: [{ rule: 'earlierShell', id: '1' }] },
      }),
    )
  })
})

it('covers every state in which a dossier can stand', () => {
  const states = new Set(stored.flatMap(({ examples }) => examples.map(({ state }) => shellState(state))))
  expect([...states].sort()).toEqual(
    [
      ...['accepted', 'arrived', 'awaitingObligation', 'awaitingSupplement', 'processing', 'refused', 'resultReady', 'returned'],
      ...['stopped', 'suspended', 'withdrawalAsked', 'withdrawn'],
    ].sort(),
  )
})
