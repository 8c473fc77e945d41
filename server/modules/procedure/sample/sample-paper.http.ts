import { z } from 'zod'
import { currentAddress } from '#server/auth.ts'
import { takePoint } from '#server/rate-limit.ts'
import { DomainError } from '#workflows/domain-error.ts'
import { procedureCodeSchema } from '../procedure.schema.ts'
import { samplePaper } from './sample-paper.ts'

const paramsSchema = z.object({
  code: procedureCodeSchema,
  version: z.coerce.number().int().min(1).max(9999),
  paper: z.string().regex(/^[a-z0-9-]{1,60}$/i),
})

/** Laying out a sheet takes a part of a second of one processor. */
const LIMIT = { points: 60, seconds: 60 }
const DAY_SECONDS = 86_400

/** GET /api/samples/{code}/{version}/{paper}. The same bytes for everybody and for as long as the version exists. */
export async function serveSample(params: Record<string, string>): Promise<Response> {
  const parsed = paramsSchema.safeParse(params)
  if (!parsed.success) throw new DomainError('NOT_FOUND', 'no such sample')
  await takePoint('samples', `ip:${await currentAddress()}`, LIMIT)
  const { fileName, bytes } = await samplePaper(parsed.data.code, parsed.data.version, parsed.data.paper)
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/pdf',
      'content-length': String(bytes.length),
      'content-disposition': `inline; filename="${fileName}"`,
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'",
      'x-content-type-options': 'nosniff',
      'cache-control': `public, max-age=${DAY_SECONDS}, immutable`,
    },
  })
}
