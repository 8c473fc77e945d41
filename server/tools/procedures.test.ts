import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { catalogue } from '#workflows/catalogue/index.ts'
import { formatDefinition } from '#workflows/procedure/definition-file.ts'

/** Each starts a process; a machine that has much else to do needs many times what an idle one does. */
const PATIENCE = 120_000
vi.setConfig({ testTimeout: 2 * PATIENCE })
const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const [sound] = catalogue.toSorted((a, b) => a.steps.length - b.steps.length)
if (!sound) throw new Error('the catalogue is empty')
/** Every way on is a way back: no result can ever be returned. */
const broken = {
  ...sound,
  steps: sound.steps.map((step, index) =>
    index === sound.steps.length - 1
      ? { ...step, outcomes: step.outcomes.map((outcome) => ({ ...outcome, to: sound.start, back: true, reasonRequired: true })) }
      : step,
  ),
}

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mocua-procedures-'))
  writeFileSync(join(folder, 'sound.json'), formatDefinition(sound))
  writeFileSync(join(folder, 'broken.json'), formatDefinition(broken))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Without a database: whoever asks one fails. */
function run(tool: string, ...files: string[]): { status: number | null; lines: string[] } {
  const { stdout, status } = spawnSync(process.execPath, [at('run.mjs'), at(tool), ...files.map((file) => join(folder, file))], {
    encoding: 'utf8',
    timeout: PATIENCE,
    env: {
      ...process.env,
      DATABASE_URL: 'postgresql://nobody:x@127.0.0.1:9/none',
      DATABASE_OWNER_URL: 'postgresql://nobody:x@127.0.0.1:9/none',
    },
  })
  return { status, lines: stdout.trim().split('\n') }
}

describe('procedures:verify', () => {
  it('writes one line for each version, its findings above it, and ends with their number', () => {
    const { status, lines } = run('procedures-verify.ts', 'sound.json', 'broken.json')
    const line = (findings: string) =>
      new RegExp(`^${sound.code} v${sound.version} states=\\d+ transitions=\\d+ ms=\\d+ findings=${findings}$`)
    expect(lines[0]).toMatch(line('0'))
    expect(lines.at(-2)).toMatch(line('[1-9]\\d*'))
    expect(lines.slice(1, -2).join('\n')).toMatch(/ noResult: .+Cách sửa: .+ \/ .+To change: .+\[OPEN → /)
    expect(lines.at(-1)).toBe(`procedures:verify: 2 checked, ${lines.length - 3} findings`)
    expect(status).toBe(1)
  })
  it('ends well where there is nothing to find', () => {
    const { status, lines } = run('procedures-verify.ts', 'sound.json')
    expect([status, lines.at(-1)]).toEqual([0, 'procedures:verify: 1 checked, 0 findings'])
  })
})

describe('procedures:import', () => {
  it('refuses a version with findings before it asks a database', () => {
    const { status, lines } = run('procedures-import.ts', 'broken.json')
    expect(lines.at(-2)).toMatch(/refused: DEFINITION_REFUSED, findings=[1-9]/)
    expect([status, lines.at(-1)]).toEqual([1, 'procedures:import: 1 files, 1 refused'])
  })
})
