import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: at('../..'),
  cacheDir: at('../../node_modules/.cache/vitest'),
  resolve: { alias: { 'server-only': at('./empty.ts') } },
  test: {
    reporters: process.env.MOCUA_TEST_REPORT ? ['default', ['json', { outputFile: process.env.MOCUA_TEST_REPORT }]] : ['default'],
    allowOnly: false,
    passWithNoTests: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{workflows,server,app,prisma}/**/*.test.{ts,tsx}', 'tests/config/**/*.test.ts', 'tests/unit/**/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          // dates must not depend on where the machine stands: the same tests once more, on the other side of the earth
          name: 'elsewhere',
          include: [
            'workflows/{working-time,form,fee}/**/*.test.ts',
            'app/_lib/**/*.test.ts',
            'server/modules/document/**/*.test.ts',
          ],
          env: { TZ: 'America/Los_Angeles' },
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['tests/{integration,security,contracts,faults}/**/*.test.ts'],
          globalSetup: at('../integration/setup/global.ts'),
          setupFiles: at('../integration/setup/database.ts'),
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
