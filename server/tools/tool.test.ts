import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { catalogue } from '#workflows/catalogue/index.ts'
import { neededPools } from '#workflows/simulation/defaults.ts'
import { vietnam } from '#workflows/working-time/calendars/vietnam.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

function ask(name: string, lines: unknown[]): unknown[] {
  const input = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
  const { stdout, status } = spawnSync(process.execPath, [at('run.mjs'), at('tool.ts'), name], { input, encoding: 'utf8' })
  expect(status).toBe(0)
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

const [definition] = catalogue
const now = '2026-11-23T01:00:00.000Z'
const facts = { now, actor: { id: 'desk' }, conditions: {}, caseCode: 'on-time', fees: [] }
const open = { type: 'OPEN', source: 'DESK', dataRef: 'form-1', receivedAt: now }

describe('the tool for outsiders', () => {
  it('answers each line with one line, and a bad line with its place', () => {
    const answers = ask('advance', [
      { definition, state: null, event: open, facts },
      { definition, state: null, event: { type: 'RESUME' }, facts },
      { definition, state: null, event: { ...open, receivedAt: 'today' }, facts },
      '{',
      { definition: { code: '1' } },
    ])
    expect(answers).toMatchObject([
      { state: { value: 'arrived' }, work: [{ workId: 'intake#1' }] },
      { error: { code: 'EVENT_NOT_ALLOWED', allowed: ['OPEN'] } },
      { error: { code: 'INPUT_INVALID', path: 'event.receivedAt' } },
      { error: { code: 'INPUT_INVALID', path: '' } },
      { error: { code: 'DEFINITION_INVALID', path: 'schema' } },
    ])
  })
  it('replays a history and verifies a version', () => {
    const { type, ...payload } = open
    const rows = [{ type, payload, facts, procedureVersionId: 'v1', shellVersion: 1 }]
    expect(ask('replay', [{ definitions: { v1: definition }, rows }])).toMatchObject([{ value: 'arrived' }])
    expect(ask('verify', [{ definition, maxStates: 5 }])).toMatchObject([{ states: 5, findings: [{ rule: 'tooManyStates' }] }])
  })
  it('takes the states and rows of an earlier shell as they were left', () => {
    const { type, ...payload } = open
    const row = { type, payload, facts, procedureVersionId: 'v1', shellVersion: 1 }
    const [state] = ask('replay', [{ definitions: { v1: definition }, rows: [row] }])
    expect(state).toMatchObject({ shellVersion: 1 })
    expect(state).not.toHaveProperty('context.opinions')
    const accept = { definition, state, event: { type: 'ACCEPT', receivedAt: now }, facts }
    expect(ask('advance', [accept])).toMatchObject([{ state: { shellVersion: 1, value: { handling: 'accepted' } } }])
    const upgrade = { type: 'UPGRADE_VERSION', payload: { toVersionId: 'v1', map: {} }, facts, procedureVersionId: 'v1' }
    const rows = [row, { ...upgrade, shellVersion: 2 }]
    expect(ask('replay', [{ definitions: { v1: definition }, rows }])).toMatchObject([
      { shellVersion: 2, context: { opinions: [] } },
    ])
  })
  it('says what is wrong with rows, states and versions', () => {
    const { type, ...payload } = open
    const row = { type, payload, facts, procedureVersionId: 'v1', shellVersion: 2 }
    const definitions = { v1: definition }
    expect(
      ask('replay', [
        { definitions, rows: [] },
        { definitions, rows: [{ ...row, shellVersion: '2' }] },
        { definitions, rows: [{ ...row, shellVersion: 9 }] },
        { definitions, rows: [{ ...row, procedureVersionId: 'v2' }] },
        { definitions, rows: [{ ...row, type: 'SOMETHING' }] },
        { definitions, rows: [row, { ...row, type: 'UPGRADE_VERSION', payload: { toVersionId: 'v9', map: {} } }] },
      ]),
    ).toMatchObject([
      { error: { code: 'INPUT_INVALID', path: 'rows' } },
      { error: { code: 'INPUT_INVALID', path: 'rows.0.shellVersion' } },
      { error: { code: 'STATE_UNKNOWN' } },
      { error: { code: 'PROCEDURE_UNKNOWN' } },
      { error: { code: 'INPUT_INVALID' } },
      { error: { code: 'PROCEDURE_UNKNOWN' } },
    ])
    const [state] = ask('replay', [{ definitions, rows: [row] }])
    const at = (change: object) => ({
      definition,
      state: { ...(state as object), ...change },
      event: { type: 'HAND_OVER' },
      facts,
    })
    expect(
      ask('advance', [at({ value: 'elsewhere' }), at({ shellVersion: 9 }), at({ context: {} }), at({ status: 'asleep' })]),
    ).toMatchObject([
      { error: { code: 'STATE_UNKNOWN' } },
      { error: { code: 'STATE_UNKNOWN' } },
      { error: { code: 'INPUT_INVALID', path: 'state.context.source' } },
      { error: { code: 'INPUT_INVALID', path: 'state.status' } },
    ])
    expect(ask('verify', [{ definition, maxStates: 0 }, {}])).toMatchObject([
      { error: { code: 'INPUT_INVALID', path: 'maxStates' } },
      { error: { code: 'INPUT_INVALID' } },
    ])
  })
  it('simulates a version, the same way for the same seed', () => {
    const staff = neededPools(definition ?? { steps: [] }).map(({ role, unitKind }) => ({ role, unitKind, people: 2 }))
    const arrivals = { type: 'poisson', from: now, workingDays: 5, perWorkingHour: 1 }
    const line = { version: definition, arrivals, staff, calendar: vietnam, seed: 1, assumptions: { runs: 2 } }
    const [one, other, bad] = ask('simulate', [line, line, { ...line, arrivals: { ...arrivals, workingDays: 0 } }])
    expect(one).toEqual(other)
    expect(one).toMatchObject({ runs: 2, unfinished: 0, onTime: { mean: expect.any(Number) } })
    expect(bad).toMatchObject({ error: { code: 'INPUT_INVALID', path: 'arrivals.workingDays' } })
  })
  it('reckons time', () => {
    const week = { 1: [['07:00', '17:00']], 2: [['07:00', '17:00']], 3: [], 4: [], 5: [], 6: [], 7: [] }
    const calendar = {
      timeZone: 'Asia/Ho_Chi_Minh',
      week,
      weekCountsAsDay: ['1', '2'],
      dates: [],
      dayMinutes: 600,
      knownFrom: '2026-01-01',
      knownTo: '2026-12-31',
    }
    const limit = { unit: 'workingHour', amount: 2 }
    expect(ask('due', [{ start: now, limit, calendar }])).toMatchObject([{ dueAt: '2026-11-23T03:00:00.000Z' }])
    expect(ask('add', [{ start: now, minutes: 120, calendar }])).toEqual(['2026-11-23T03:00:00.000Z'])
    expect(ask('normalise', [{ at: '2026-11-24T00:00:00.000Z', calendar }])).toEqual(['2026-11-23T10:00:00.000Z'])
    expect(ask('explain', [{ start: now, limit, calendar }])).toMatchObject([
      [{ kind: 'start' }, { kind: 'limit' }, { kind: 'counted', minutes: 120 }, { kind: 'result' }],
    ])
    expect(
      ask('due', [
        {
          start: now,
          limit,
          calendar: {
            ...calendar,
            week: {
              ...week,
              1: [
                ['07:00', '12:00'],
                ['11:00', '17:00'],
              ],
            },
          },
        },
        { start: now, limit: { ...limit, amount: 0 }, calendar },
        { start: now, limit: { ...limit, amount: -2 }, calendar },
        { start: now, limit: { ...limit, amount: 8_760_000 }, calendar },
        { start: '2027-01-04T01:00:00.000Z', limit, calendar },
        { start: now, limit, calendar: { ...calendar, timeZone: 'Asia/Nowhere' } },
      ]),
    ).toMatchObject([
      { error: { code: 'CALENDAR_INVALID', path: 'calendar.week.1.1' } },
      { error: { code: 'LIMIT_INVALID', path: 'limit.amount' } },
      { error: { code: 'LIMIT_INVALID', path: 'limit.amount' } },
      { error: { code: 'LIMIT_INVALID', path: 'limit.amount' } },
      { error: { code: 'CALENDAR_UNKNOWN', path: 'calendar.knownTo' } },
      { error: { code: 'CALENDAR_INVALID', path: 'calendar.timeZone' } },
    ])
    expect(ask('elapsed', [{ from: now, to: '2026-11-22T03:30:00.000Z', calendar }])).toMatchObject([
      { error: { code: 'TIME_INVALID', path: 'to' } },
    ])
    expect(ask('elapsed', [{ from: now, to: '2026-11-23T03:30:00.000Z', calendar }])).toEqual([150])
  })
  it('says how it is used', () => {
    const { status, stderr } = spawnSync(process.execPath, [at('run.mjs'), at('tool.ts'), 'guess'], { encoding: 'utf8' })
    expect([status, stderr.startsWith('usage:')]).toEqual([2, true])
  })
})
