import { cloneDatabase, dataFolder } from './clone.ts'

// Runs in every test file before its imports: server/db.ts then opens this file's own database.
const database = await cloneDatabase()

Object.assign(process.env, {
  DATABASE_URL: database.DATABASE_URL,
  DATABASE_OWNER_URL: database.DATABASE_OWNER_URL,
  MOCUA_DATA_DIR: dataFolder(database.name),
  MOCUA_DEMO: '1',
  MOCUA_TEST_CLOCK: '1',
  LOG_LEVEL: process.env.LOG_LEVEL ?? 'fatal',
  // nobody listens there: a test that needs a partner starts its simulator and says so
  SIM_PORT: '9',
  SMTP_PORT: '9',
  CLAMD_URL: 'off',
})
