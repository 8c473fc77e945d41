import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { Adapter, AdapterPayload } from 'oidc-provider'
import { z } from 'zod'
import { openJournal, simulatorPath } from '../frame/journal.ts'

const putSchema = z.object({
  kind: z.literal('put'),
  model: z.string(),
  id: z.string(),
  payload: z.record(z.string(), z.unknown()),
  expiresAtMs: z.number().nullable(),
})
const dropSchema = z.object({ kind: z.literal('drop'), model: z.string(), id: z.string() })
const dropGrantSchema = z.object({ kind: z.literal('dropGrant'), grantId: z.string() })
const loginSchema = z.object({
  kind: z.literal('login'),
  at: z.string(),
  SoDinhDanh: z.string(),
  outcome: z.enum(['in', 'wrong', 'cancelled']),
})
const resetSchema = z.object({ kind: z.literal('reset') })
const entrySchema = z.discriminatedUnion('kind', [putSchema, dropSchema, dropGrantSchema, loginSchema, resetSchema])
type Entry = z.infer<typeof entrySchema>

const grantable = new Set(['AccessToken', 'AuthorizationCode', 'RefreshToken'])

/** Sessions, codes and tokens of the provider in a journal, so that a person stays logged in over a kill. */
export function openIdentityStore(dataDir: string) {
  const held = new Map<string, { payload: AdapterPayload; expiresAtMs: number | null; model: string }>()
  const logins: z.infer<typeof loginSchema>[] = []
  const keyOf = (model: string, id: string) => `${model}:${id}`

  const journal = openJournal<Entry>(simulatorPath(dataDir, 'oidc.jsonl'), entrySchema, (entry) => {
    switch (entry.kind) {
      case 'put':
        held.set(keyOf(entry.model, entry.id), { payload: entry.payload, expiresAtMs: entry.expiresAtMs, model: entry.model })
        return
      case 'drop':
        held.delete(keyOf(entry.model, entry.id))
        return
      case 'dropGrant':
        for (const [key, one] of held) if (grantable.has(one.model) && one.payload.grantId === entry.grantId) held.delete(key)
        return
      case 'login':
        logins.push(entry)
        return
      case 'reset':
        held.clear()
        logins.length = 0
    }
  })

  function live(key: string): AdapterPayload | undefined {
    const one = held.get(key)
    if (!one) return undefined
    if (one.expiresAtMs === null || one.expiresAtMs > Date.now()) return one.payload
    held.delete(key)
    return undefined
  }

  function adapter(model: string): Adapter {
    const findBy = async (field: 'uid' | 'userCode', value: string) => {
      for (const [key, one] of held) if (one.model === model && one.payload[field] === value) return live(key)
      return undefined
    }
    // Tokens expire by the real clock: the product's web process checks them by the real clock as well.
    const put = (id: string, payload: AdapterPayload, expiresAtMs: number | null) =>
      journal.append({ kind: 'put', model, id, payload: { ...payload }, expiresAtMs })
    return {
      upsert: async (id, payload, expiresIn) => put(id, payload, expiresIn === undefined ? null : Date.now() + expiresIn * 1000),
      find: async (id) => live(keyOf(model, id)),
      findByUid: (uid) => findBy('uid', uid),
      findByUserCode: (code) => findBy('userCode', code),
      destroy: async (id) => journal.append({ kind: 'drop', model, id }),
      revokeByGrantId: async (grantId) => journal.append({ kind: 'dropGrant', grantId }),
      consume: async (id) => {
        const one = held.get(keyOf(model, id))
        if (one) put(id, { ...one.payload, consumed: Math.floor(Date.now() / 1000) }, one.expiresAtMs)
      },
    }
  }

  return {
    adapter,
    logins: () => logins,
    noteLogin: (SoDinhDanh: string, outcome: 'in' | 'wrong' | 'cancelled') =>
      journal.append({ kind: 'login', at: new Date().toISOString(), SoDinhDanh, outcome }),
    reset: () => journal.append({ kind: 'reset' }),
    close: journal.close,
  }
}
export type IdentityStore = ReturnType<typeof openIdentityStore>

const keysSchema = z.object({ cookieKey: z.string().min(32), jwk: z.record(z.string(), z.unknown()) })

/** The provider's own keys, made once: a token signed before a restart is still good after it. */
export function identityKeys(dataDir: string): z.infer<typeof keysSchema> {
  const path = simulatorPath(dataDir, 'oidc-keys.json')
  if (existsSync(path)) return keysSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const jwk = { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: randomBytes(8).toString('hex') }
  const keys = { cookieKey: randomBytes(32).toString('base64url'), jwk }
  writeFileSync(`${path}.new`, JSON.stringify(keys), { mode: 0o600, flush: true })
  renameSync(`${path}.new`, path)
  return keys
}
