import { z } from 'zod'
import { stamp } from '../stamp.ts'
import { secureHash } from './secure-hash.ts'

// QUERY asks how a payment stands, GET_BILL for the platform's own receipt; both have the same shape.

export const querySchema = z.strictObject({
  LoaiBanTin: z.enum(['QUERY', 'GET_BILL']),
  PhienBan: z.literal('1.0.6'),
  MaDoiTac: z.string().min(1),
  MaThamChieu: z.string().regex(/^\w{1,100}$/),
  ThoiGianGD: z.string().regex(/^\d{14}$/),
  MaXacThuc: z.string().regex(/^[0-9a-f]{64}$/),
})
export type Query = z.infer<typeof querySchema>

const HASHED = ['LoaiBanTin', 'PhienBan', 'MaDoiTac', 'MaThamChieu', 'ThoiGianGD'] as const

export function toQuery(kind: Query['LoaiBanTin'], reference: string, at: Date, partner: string, secret: string): Query {
  const head = { LoaiBanTin: kind, PhienBan: '1.0.6', MaDoiTac: partner, MaThamChieu: reference, ThoiGianGD: stamp(at) }
  return querySchema.parse({
    ...head,
    MaXacThuc: secureHash(
      HASHED.map((name) => head[name]),
      secret,
    ),
  })
}

const refusedSchema = z.looseObject({
  MaLoi: z.union([z.string(), z.number()]).transform(String),
  MoTaLoi: z.string().default(''),
})

/** An unsigned refusal: 07, or a message that says so, is a payment that the platform has never heard of. */
export function readRefusal(value: unknown): { isUnknown: boolean; errorCode: string; message: string } | null {
  const parsed = refusedSchema.safeParse(value)
  if (!parsed.success) return null
  const { MaLoi, MoTaLoi } = parsed.data
  return { isUnknown: MaLoi === '07', errorCode: MaLoi, message: MoTaLoi }
}
