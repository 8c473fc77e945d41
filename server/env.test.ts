import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EnvError, envHelp, readEnv } from './env.ts'
import { ensureDemoSecrets } from './tools/secrets.ts'

let dataDir = ''
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'mocua-env-'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

const faultOf = (given: Record<string, string>) => {
  try {
    readEnv({ MOCUA_DATA_DIR: dataDir, ...given })
    return ''
  } catch (error) {
    return error instanceof EnvError ? error.message : String(error)
  }
}

describe('settings', () => {
  it('of a demo come from its data folder and its ports', () => {
    const secrets = ensureDemoSecrets(dataDir)
    const env = readEnv({ MOCUA_DATA_DIR: dataDir, PORT: '3010', SIM_PORT: '4010', PG_PORT: '5010' })
    expect(env).toMatchObject({
      MOCUA_DEMO: true,
      MOCUA_TEST_CLOCK: false,
      PUBLIC_URL: 'http://127.0.0.1:3010',
      PORTAL_URL: 'http://127.0.0.1:4010/portal',
    })
    expect(env.DATABASE_URL).toBe(`postgresql://mocua_app:${secrets.app}@127.0.0.1:5010/mocua`)
    expect(env.NEXTAUTH_SECRET).toBe(secrets.session)
  })

  it('that are given win, and an empty one counts as not given', () => {
    ensureDemoSecrets(dataDir)
    const env = readEnv({ MOCUA_DATA_DIR: dataDir, PORTAL_URL: 'https://portal.example/', PORT: '' })
    expect(env).toMatchObject({ PORTAL_URL: 'https://portal.example', PORT: 3000 })
  })

  it('of a production never come from the demo', () => {
    ensureDemoSecrets(dataDir)
    const fault = faultOf({ DATABASE_URL: 'postgresql://a:b@db.example/mocua' })
    for (const name of ['NEXTAUTH_SECRET', 'PORTAL_PASSWORD', 'PAYMENT_SECRET', 'OIDC_CLIENT_SECRET'])
      expect(fault).toContain(`${name} is missing`)
  })

  it('name every fault at once, with what to do, and no secret', () => {
    ensureDemoSecrets(dataDir)
    const fault = faultOf({ PORT: '70000', LOG_LEVEL: 'loud', NEXTAUTH_SECRET: 'short' })
    expect(fault).toContain('3 settings are wrong')
    expect(fault).toContain('PORT=70000 must be a port')
    expect(fault).toContain('LOG_LEVEL=loud must be trace')
    expect(fault).toContain('NEXTAUTH_SECRET must have at least 16 characters')
    expect(fault).not.toContain('short')
  })

  it('say what is missing before the first start', () => {
    expect(faultOf({})).toContain(
      'DATABASE_URL is missing (PostgreSQL 15 or newer as role mocua_app; unset: embedded PostgreSQL): run `npm run up` once',
    )
  })

  it('refuse the test clock outside a demo', () => {
    expect(faultOf({ MOCUA_DEMO: '0', MOCUA_TEST_CLOCK: '1' })).toContain('MOCUA_TEST_CLOCK=1 is refused outside a demo')
  })

  it('are listed with meaning and default', () => {
    expect(envHelp()).toMatch(/^PORT +Port of the web application \[3000\]$/m)
    expect(envHelp()).toMatch(/^SMTP_URL +Mail server \[smtp:\/\/127\.0\.0\.1:\$SMTP_PORT\]$/m)
  })
})
