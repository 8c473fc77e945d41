import 'server-only'
import { initTRPC } from '@trpc/server'
import { DomainError } from '#workflows/domain-error.ts'
import { faultOf, toTrpcError } from './errors.ts'
import { log } from './log.ts'
import type { Actor } from './modules/account/actor.ts'
import { type RateLimit, takePoint } from './rate-limit.ts'
import { transformer } from './transformer.ts'

export interface Context {
  actor: Actor
  requestId: string
  locale: 'vi' | 'en'
  ip: string
}

export const AUDIENCES = ['public', 'citizen', 'staff', 'signedIn'] as const
export type Audience = (typeof AUDIENCES)[number]

/** Read by the permission matrix, which is generated from the router. */
export interface Meta {
  audience: Audience
  /** Per actor, or per address when nobody is signed in. */
  limit?: RateLimit
  /** How long an answer may take, where it is not the usual. */
  seconds?: number
}

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    transformer,
    isDev: false,
    errorFormatter: ({ shape, error, ctx }) => {
      const domain = faultOf(error)
      return {
        code: shape.code,
        // screens have the sentences; what an unforeseen error says about itself stays in the log
        message: domain.code,
        data: {
          code: shape.data.code,
          httpStatus: shape.data.httpStatus,
          path: shape.data.path,
          domain,
          requestId: ctx?.requestId,
        },
      }
    },
  })

export const { router, createCallerFactory } = t

/** Foreseen failures keep their code; anything else is logged with the request's id and answered with one plain code. */
const plainErrors = t.middleware(async ({ ctx, path, next }) => {
  const result = await next()
  if (result.ok) return result
  const fault = faultOf(result.error)
  const { cause } = result.error
  const about = { requestId: ctx.requestId, path, actor: ctx.actor.id, code: fault.code }
  if (fault.code === 'INTERNAL') log.error({ ...about, err: cause ?? result.error }, 'unforeseen')
  else if (fault.code === 'OVERLOADED') log.warn({ ...about, reason: cause?.message }, 'not in time')
  else log.info({ ...about, reason: cause instanceof DomainError ? cause.message : undefined }, 'refused')
  throw toTrpcError(fault)
})

/** Generous: only a runaway client or a script meets it. */
const EVERY_QUERY: RateLimit = { points: 1200, seconds: 60 }
const EVERY_MUTATION: RateLimit = { points: 240, seconds: 60 }

const limits = t.middleware(async ({ ctx, path, type, meta, next }) => {
  const who = ctx.actor.kind === 'VISITOR' ? `ip:${ctx.ip}` : `account:${ctx.actor.id}`
  await takePoint('all', `${type}:${who}`, type === 'mutation' ? EVERY_MUTATION : EVERY_QUERY)
  if (meta?.limit) await takePoint(path, who, meta.limit)
  return next()
})

/**
 * Nobody waits longer than this. A statement is given up by the database earlier (statement_timeout), so that usually it is known what came
 * of it; a change that was made although its answer was late is heard again under the same request id.
 */
export const USUAL_SECONDS = 20

const inTime = t.middleware(async ({ path, meta, next }) => {
  const seconds = meta?.seconds ?? USUAL_SECONDS
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new DomainError('OVERLOADED', `${path}: no answer in ${seconds} s`)), seconds * 1_000)
  })
  try {
    return await Promise.race([next(), late])
  } finally {
    clearTimeout(timer)
  }
})

const endpoint = t.procedure.use(plainErrors).use(inTime).use(limits)

const refuse = (actor: Actor): never => {
  if (actor.kind === 'VISITOR') throw new DomainError('NOT_SIGNED_IN', 'nobody is signed in')
  throw new DomainError('NOT_PERMITTED', `not for ${actor.kind}`)
}

/** For everybody, signed in or not. */
export const publicEndpoint = endpoint.meta({ audience: 'public' })

/** For people with an account, whichever. What they may see or do is decided by the use case. */
export const anySignedInEndpoint = endpoint.meta({ audience: 'signedIn' }).use(({ ctx, next }) => {
  const { actor } = ctx
  return actor.kind === 'CITIZEN' || actor.kind === 'STAFF' ? next({ ctx: { ...ctx, actor } }) : refuse(actor)
})

export const citizenEndpoint = endpoint.meta({ audience: 'citizen' }).use(({ ctx, next }) => {
  const { actor } = ctx
  return actor.kind === 'CITIZEN' ? next({ ctx: { ...ctx, actor } }) : refuse(actor)
})

export const staffEndpoint = endpoint.meta({ audience: 'staff' }).use(({ ctx, next }) => {
  const { actor } = ctx
  return actor.kind === 'STAFF' ? next({ ctx: { ...ctx, actor } }) : refuse(actor)
})
