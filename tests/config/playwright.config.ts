import { defineConfig } from '@playwright/test'
import { CHROMIUM_FLAGS } from '../../server/tools/chromium.ts'

// Run by `npm run e2e`, which finds a browser, starts an installation of its own and gives both addresses here.
const baseURL = process.env.E2E_BASE_URL
const executablePath = process.env.PLAYWRIGHT_CHROMIUM_PATH
if (!baseURL || !executablePath)
  throw new Error('the browser tests need a running installation: use `npm run e2e -- [file] [--grep …]`')

export default defineConfig({
  testDir: '../e2e',
  testMatch: '**/*.{spec,test}.ts',
  outputDir: '../../.out/e2e',
  forbidOnly: true,
  // journeys share one installation and its clock, which some of them move
  workers: 1,
  // a second try separates a slow machine from a fault; the summary of `npm test` names every journey that needed it
  retries: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: process.env.MOCUA_TEST_REPORT ? [['list'], ['json', { outputFile: process.env.MOCUA_TEST_REPORT }]] : [['list']],
  use: {
    baseURL,
    browserName: 'chromium',
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    launchOptions: { executablePath, args: CHROMIUM_FLAGS },
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'wide', use: { viewport: { width: 1280, height: 800 } } },
    // the main journey once more on a small telephone, for citizen and staff alike; phone.spec.ts is always one
    {
      name: 'telephone',
      testMatch: '**/life.spec.ts',
      use: { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true },
    },
  ],
})
