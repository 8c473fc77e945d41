#!/usr/bin/env node
// Stand-in for Prisma's native schema engine, which the Prisma CLI would download: it starts this file
// (PRISMA_SCHEMA_ENGINE_BINARY) and speaks JSON-RPC over stdio; the WASM engine from npm answers.
import { AsyncLocalStorage } from 'node:async_hooks'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'

const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    datasource: { type: 'string' },
    datamodels: { type: 'string', multiple: true, short: 'd' },
    version: { type: 'boolean', short: 'V' },
  },
})
if (values.version) {
  process.stdout.write('schema-engine-wasm (npm)\n')
  process.exit(0)
}
const datasource = values.datasource ? JSON.parse(values.datasource) : {}
const url = datasource.url ?? process.env.DATABASE_OWNER_URL ?? 'postgresql://localhost/none'

const withDatabase = (name) => Object.assign(new URL(url), { pathname: `/${name}` }).toString()
const databaseName = () => decodeURIComponent(new URL(url).pathname.slice(1))

async function query(connectionString, sql) {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

/** `cli can-connect-to-database` and its kin: the answer is the exit code, errors go to stderr in the native engine's form. */
async function answerCliCommand(command) {
  const name = pg.escapeIdentifier(databaseName())
  try {
    if (command === 'can-connect-to-database') await query(url, 'SELECT 1')
    else if (command === 'create-database') await query(withDatabase('postgres'), `CREATE DATABASE ${name}`)
    else if (command === 'drop-database') await query(withDatabase('postgres'), `DROP DATABASE IF EXISTS ${name}`)
    else return failCli(`unsupported cli command ${command}`, 'P0000')
    return 0
  } catch (error) {
    if (error.code === '3D000') return failCli(`Database \`${databaseName()}\` does not exist`, 'P1003')
    if (error.code === '28P01') return failCli('Authentication failed against the database server', 'P1000')
    return failCli(`Can't reach database server at \`${new URL(url).host}\`: ${error.message}`, 'P1001')
  }
}
function failCli(message, errorCode) {
  const line = (level, fields) => `${JSON.stringify({ level, target: 'schema_engine::logger', fields })}\n`
  // the CLI drops the first line of stderr: the native engine logs its start there
  process.stderr.write(
    line('INFO', { message: 'Starting schema engine CLI' }) + line('ERROR', { message, error_code: errorCode }),
  )
  return 1
}

// adapter-pg 7.10 does not know PostgreSQL's internal type "char" (oid 18), which the catalogue queries return
const CHAR_OID = 18
const TEXT_OID = 25
const charColumns = new AsyncLocalStorage()
/** The adapter with two faults mended that only migrations meet. */
function mended(adapter, onDispose) {
  const performIO = adapter.performIO.bind(adapter)
  adapter.performIO = async (statement) => {
    const answer = await performIO(statement)
    answer?.fields?.forEach((field, index) => {
      if (field.dataTypeID !== CHAR_OID) return
      field.dataTypeID = TEXT_OID
      charColumns.getStore()?.push(index)
    })
    return answer
  }
  const queryRaw = adapter.queryRaw.bind(adapter)
  adapter.queryRaw = (statement) =>
    charColumns.run([], async () => {
      const answer = await queryRaw(statement)
      for (const index of charColumns.getStore()) answer.columnTypes[index] = ColumnTypeEnum.Character
      return answer
    })
  // adapter-pg cuts a script at every semicolon, also inside functions and comments; PostgreSQL takes it whole, in one transaction
  adapter.executeScript = async (script) => {
    try {
      await adapter.underlyingDriver().query(script)
    } catch (error) {
      adapter.onError(error)
    }
  }
  const startTransaction = adapter.startTransaction?.bind(adapter)
  if (startTransaction) adapter.startTransaction = async (level) => mended(await startTransaction(level))
  const dispose = adapter.dispose?.bind(adapter)
  if (onDispose && dispose)
    adapter.dispose = async () => {
      await dispose()
      await onDispose()
    }
  return adapter
}

class Factory extends PrismaPg {
  async connect() {
    return mended(await super.connect())
  }
  /** A database made for the comparison and dropped after it. */
  async connectToShadowDb() {
    const name = `prisma_shadow_${crypto.randomUUID()}`
    await query(url, `CREATE DATABASE "${name}" TEMPLATE template0`)
    const shadow = await new PrismaPg({ connectionString: withDatabase(name) }).connect()
    return mended(shadow, () => query(url, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`))
  }
}

let panicMessage
async function loadEngine() {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    set_message: (message) => {
      panicMessage = message
    },
    get: () => panicMessage,
  }
  const path = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    .replace(/\.js$/, '.wasm')
  const { instance } = await WebAssembly.instantiate(readFileSync(path), { './schema_engine_bg.js': glue })
  glue.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  const factory = bindMigrationAwareSqlAdapterFactory(new Factory({ connectionString: url }))
  const datamodels = values.datamodels?.map((file) => [file, readFileSync(file, 'utf8')])
  const log = (text) => process.env.DEBUG && process.stderr.write(`${text}\n`)
  // a new engine for each call: one WASM engine can use a shadow database only once
  return () => glue.SchemaEngine.new({ datamodels }, log, factory)
}

const send = (message, whenSent) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`, whenSent)
const errorFor = (error) => {
  const message = panicMessage ?? String(error?.message ?? error)
  const code = typeof error?.code === 'number' ? error.code : 4466
  return { code, message, data: { is_panic: false, message, backtrace: null, meta: error?.meta, error_code: error?.code } }
}

async function answer(openEngine, { id, method, params }) {
  if (method === 'createDatabase') {
    await query(withDatabase('postgres'), `CREATE DATABASE ${pg.escapeIdentifier(databaseName())}`)
    return { databaseName: databaseName() }
  }
  const engine = await openEngine()
  const name = method === 'getDatabaseVersion' ? 'version' : method
  if (typeof engine[name] !== 'function') throw new Error(`The WASM schema engine has no method ${method}`)
  // fault in the WASM engine: these two find the shadow database only after a call that has made one
  if (method === 'evaluateDataLoss' || method === 'createMigration')
    await engine.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters })
  const result = (await engine[name](params)) ?? {}
  // the native engine prints a diff by a notification, and the CLI shows (or stores for --output) only that
  if (method === 'diff' && result.stdout) send({ id, method: 'print', params: { content: result.stdout } })
  return result
}

async function serve() {
  const openEngine = await loadEngine()
  let current
  // a panic inside the WASM engine arrives here, not as a rejection
  process.on('uncaughtException', (error) => send({ id: current, error: errorFor(error) }, () => process.exit(101)))
  for await (const line of createInterface({ input: process.stdin })) {
    if (!line.trim()) continue
    const request = JSON.parse(line)
    current = request.id
    try {
      send({ id: request.id, result: await answer(openEngine, request) })
    } catch (error) {
      send({ id: request.id, error: errorFor(error) })
    }
  }
  return 0
}

process.exit(positionals[0] === 'cli' ? await answerCliCommand(positionals[1]) : await serve())
