import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readDemoSecrets, secretsPath } from '../demo-settings.ts'
import { isInstalled, lockHash, nodeIsOldEnough, stampPath } from './boot.mjs'
import { tryLock } from './file-lock.ts'
import { assertPortFree, freePorts, takenPortMessage } from './ports.ts'
import { isAlive, startOf } from './process-life.ts'
import { ensureDemoSecrets } from './secrets.ts'
import { hashOf } from './source-hash.ts'
import { countPlaywright, countVitest } from './test-report.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mocua-tools-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('installing', () => {
  const installed = (lock: string, stamp?: string) => {
    mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true })
    writeFileSync(join(folder, 'node_modules/.bin/node'), '')
    writeFileSync(join(folder, 'package-lock.json'), lock)
    if (stamp !== undefined) writeFileSync(stampPath(folder), stamp)
  }

  it('is asked for without a stamp, and when the lock file changed after it', () => {
    installed('{"a":1}')
    expect(isInstalled(folder)).toBe(false)
    writeFileSync(stampPath(folder), `${lockHash(folder)}\n`)
    expect(isInstalled(folder)).toBe(true)
    writeFileSync(join(folder, 'package-lock.json'), '{"a":2}')
    expect(isInstalled(folder)).toBe(false)
  })

  it.each([
    ['20.19.0', true],
    ['20.18.3', false],
    ['18.20.0', false],
    ['24.0.0', true],
  ])('Node %s is new enough: %s', (version, expected) => {
    expect(nodeIsOldEnough(version)).toBe(expected)
  })
})

describe('secrets of the demo', () => {
  it('are made once, for this user only, and kept', () => {
    const made = ensureDemoSecrets(join(folder, 'data'))
    expect(statSync(secretsPath(join(folder, 'data'))).mode & 0o777).toBe(0o600)
    expect(ensureDemoSecrets(join(folder, 'data'))).toEqual(made)
    expect(new Set(Object.values(made)).size).toBe(Object.values(made).length)
  })

  it('say so when they are damaged', () => {
    writeFileSync(secretsPath(folder), '{"app":"short"}')
    expect(() => readDemoSecrets(folder)).toThrow(/is damaged \(.*app/)
  })
})

describe('ports', () => {
  it('that are taken are refused with the variable to set', async () => {
    const [port = 0] = await freePorts(1)
    const server = createServer()
    await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready))
    try {
      await expect(assertPortFree('SIM_PORT', port, 'the simulated partners')).rejects.toThrow(`SIM_PORT=${port + 1} npm run up`)
    } finally {
      await new Promise((closed) => server.close(closed))
    }
    await expect(assertPortFree('SIM_PORT', port, 'the simulated partners')).resolves.toBeUndefined()
  })

  it('name who has them, where that can be seen', () => {
    expect(takenPortMessage('PORT', 3000, 'the web application', 'nginx, pid 7')).toBe(
      'Port 3000 for the web application is taken by another process (nginx, pid 7).\nWhat to do: stop that process, or choose another port: PORT=3001 npm run up',
    )
  })

  it('that are asked for together differ', async () => {
    expect(new Set(await freePorts(5)).size).toBe(5)
  })
})

describe('locks between processes', () => {
  it('are held by one and void when the holder is gone', () => {
    const path = join(folder, 'run.lock')
    const first = tryLock(path)
    expect('release' in first).toBe(true)
    expect(Number(readFileSync(path, 'utf8'))).toBe(process.pid)
    if ('release' in first) first.release()
    writeFileSync(path, '4194303')
    expect('release' in tryLock(path)).toBe(true)
  })
})

it('a process is known by pid, start and mark', () => {
  expect(isAlive(process.pid)).toBe(true)
  expect(isAlive(process.pid, 'no such program')).toBe(false)
  expect(startOf(process.pid)).toMatch(/^\d+$/)
  expect(startOf(4_194_303)).toBeNull()
})

it('the hash of sources follows names and contents, not tests', () => {
  mkdirSync(join(folder, 'src'))
  writeFileSync(join(folder, 'src/a.ts'), '1')
  const before = hashOf(['src', 'missing'], folder)
  writeFileSync(join(folder, 'src/a.test.ts'), 'x')
  expect(hashOf(['src', 'missing'], folder)).toBe(before)
  writeFileSync(join(folder, 'src/a.ts'), '2')
  expect(hashOf(['src', 'missing'], folder)).not.toBe(before)
})

describe('counting tests', () => {
  it('takes skipped tests for failed ones, and files that do not load', () => {
    const report = { numPassedTests: 3, numFailedTests: 1, numFailedTestSuites: 1, numPendingTests: 1 }
    expect(countVitest(JSON.stringify(report))).toMatchObject({ passed: 3, failed: 2 })
    expect(countVitest(JSON.stringify({ ...report, numFailedTests: 0, numPendingTests: 0 }))).toMatchObject({
      passed: 3,
      failed: 1,
    })
  })

  it('names what failed, with the beginning of its message', () => {
    const failed = {
      fullName: 'adds up',
      status: 'failed',
      failureMessages: ['\u001B[31mexpected 1\n\n  to be 2\n at a\n at b\n at c'],
    }
    const testResults = [
      { name: 'a.test.ts', status: 'failed', message: '', assertionResults: [{ fullName: 'works', status: 'passed' }, failed] },
      { name: 'b.test.ts', status: 'failed', message: 'cannot be read', assertionResults: [] },
    ]
    const report = { numPassedTests: 1, numFailedTests: 1, numFailedTestSuites: 2, numPendingTests: 0, testResults }
    expect(countVitest(JSON.stringify(report)).notes).toEqual([
      'a.test.ts: adds up\n    expected 1\n    to be 2\n    at a\n    at b',
      'b.test.ts\n    cannot be read',
    ])
  })

  it('counts a journey that needed a second try as passed, and names it', () => {
    const spec = (title: string, status: string) => ({
      title,
      file: 'life.spec.ts',
      tests: [{ status, results: [{ errors: [{ message: 'too slow' }] }, { errors: [] }] }],
    })
    const suites = [{ suites: [{ specs: [spec('a', 'expected'), spec('b', 'flaky'), spec('c', 'unexpected')] }] }]
    const stats = { expected: 1, unexpected: 1, flaky: 1, skipped: 0 }
    expect(countPlaywright(JSON.stringify({ stats, suites, errors: [] }))).toEqual({
      passed: 2,
      failed: 1,
      notes: ['FLAKY life.spec.ts: b\n    too slow', 'life.spec.ts: c\n    too slow'],
    })
  })
})
