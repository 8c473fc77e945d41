import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterChecks } from './after-checks.ts'
import { findChromium } from './chromium.ts'
import { isMain, runTool, say, step, ToolError } from './console.ts'
import { bin, pinnedNode, projectRoot, withPinnedNode } from './project.ts'
import { startTemporaryStack } from './temporary-stack.ts'

// The browser journeys, on the production build of an installation of their own.

/** Exit code of Playwright; the report goes to `reportFile` when one is wanted. */
export async function runE2e(args: string[], reportFile?: string): Promise<number> {
  if (!existsSync(join(projectRoot, 'tests/e2e'))) throw new ToolError('tests/e2e is missing: restore it from git')
  const browser = await step('browser', findChromium, ({ path, from }) => `${from}: ${path}`)
  const stack = await startTemporaryStack({ step })
  const interrupt = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupt.abort())
  try {
    await step(
      `installation on ${stack.url}`,
      () => stack.untilReady(),
      () => 'ready',
    )
    const child = spawn(pinnedNode, [bin('playwright'), 'test', '--config', 'tests/config/playwright.config.ts', ...args], {
      cwd: projectRoot,
      stdio: ['ignore', 'inherit', 'inherit'],
      signal: interrupt.signal,
      env: withPinnedNode({
        ...process.env,
        PLAYWRIGHT_CHROMIUM_PATH: browser.path,
        E2E_BASE_URL: stack.url,
        E2E_SIMULATORS_URL: stack.simulatorsUrl,
        MOCUA_TEST_REPORT: reportFile,
      }),
    })
    const code = await new Promise<number>((done, fail) => {
      child.once('error', fail)
      child.once('close', (result) => done(result ?? 1))
    })
    say('==> history, replay and invariants of what the journeys left')
    const faults = await afterChecks(stack)
    for (const fault of faults) say(`FAULT ${fault}`)
    if (code !== 0) {
      const kept = join(projectRoot, '.out/e2e-logs')
      mkdirSync(kept, { recursive: true })
      cpSync(join(stack.settings.MOCUA_DATA_DIR, 'logs'), kept, { recursive: true })
      say(`    logs of the processes: ${kept}; screenshots and traces: ${join(projectRoot, '.out/e2e')}`)
    }
    return code === 0 && faults.length > 0 ? 1 : code
  } finally {
    await stack.remove()
  }
}

if (isMain(import.meta.url)) await runTool(() => runE2e(process.argv.slice(2)))
