import { AsyncLocalStorage } from 'node:async_hooks'
import pino from 'pino'
import { env } from './env.ts'

// One line of JSON per event on standard output. Personal data never gets there, whoever forgets it in a message.

const secretKey = /password|passcode|secret|token|authorization|cookie|otp|privatekey|signature|securehash/i
const personalKey = /^(fullName|name|phone|email|address|citizenId|personalNumber|identityNumber|birthDate|dateOfBirth)$/
const personalNumber = /(?<![\w-])\d{12}(?![\w-])/g
const phoneNumber = /(?<![\w.+-])(?:\+84|84|0)[235789]\d{8}(?![\w-])/g
const bearer = /\b(Bearer|Basic)\s+[\w.~+/=-]+/gi
const urlPassword = /(\w+:\/\/[^:/\s]+:)[^@/\s]+@/g
const urlToken = /([?&](?:code|token|secret|state|key|vnp_SecureHash)=)[^&\s"]+/gi

export const scrubText = (text: string) =>
  text
    .replace(personalNumber, '[personal number]')
    .replace(phoneNumber, '[phone]')
    .replace(bearer, '$1 [secret]')
    .replace(urlPassword, '$1[secret]@')
    .replace(urlToken, '$1[secret]')

const MAX_DEPTH = 6

/** A copy without secrets and personal data; errors keep name, message, code and stack. */
export function scrub(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return scrubText(value)
  if (value === null || typeof value !== 'object') return typeof value === 'bigint' ? value.toString() : value
  if (depth >= MAX_DEPTH) return '[deeper]'
  if (value instanceof Error)
    return {
      name: value.name,
      message: scrubText(value.message),
      ...('code' in value ? { code: scrub(value.code, depth + 1) } : {}),
      stack: scrubText(value.stack ?? ''),
      ...(value.cause === undefined ? {} : { cause: scrub(value.cause, depth + 1) }),
    }
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map((item) => scrub(item, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      if (secretKey.test(key)) return [key, '[secret]']
      if (personalKey.test(key)) return [key, '[personal]']
      return [key, scrub(item, depth + 1)]
    }),
  )
}

interface RequestContext {
  requestId: string
}
const requests = new AsyncLocalStorage<RequestContext>()

/** Everything that is logged inside carries the request id. */
export const withRequestId = <T>(requestId: string, work: () => T): T => requests.run({ requestId }, work)

export function makeLog(level: string, destination?: pino.DestinationStream): pino.Logger {
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      mixin: () => requests.getStore() ?? {},
      formatters: { level: (label) => ({ level: label }), log: (entry) => scrub(entry) as Record<string, unknown> },
      serializers: { err: scrub, error: scrub },
      hooks: {
        logMethod(args, method) {
          const scrubbed = args.map((arg) => (typeof arg === 'string' ? scrubText(arg) : arg))
          method.apply(this, scrubbed as Parameters<typeof method>)
        },
      },
    },
    destination,
  )
}

let root: pino.Logger | undefined
const current = () => {
  root ??= makeLog(env.LOG_LEVEL)
  return root
}

/** The log of this process: `log.info({ dossierCode }, 'accepted')`. Made at the first use, so that importing it needs no settings. */
export const log: pino.Logger = new Proxy({} as pino.Logger, {
  get(_, name) {
    const value = Reflect.get(current(), name)
    return typeof value === 'function' ? value.bind(current()) : value
  },
})
