import { cache } from 'react'
import type { Api } from '#app/_lib/api-types.ts'
import { caller, faultOf } from '#server/caller.ts'

export type Dossier = Api['dossier']['get']

/** The person's own dossier, or null: whether somebody else's exists is not told. One that cannot be read for now is said to be so. */
export const readDossier = cache(async (code: string): Promise<Dossier | 'SET_ASIDE' | null> => {
  try {
    return await (await caller()).dossier.get({ code })
  } catch (error) {
    const fault = faultOf(error).code
    if (fault === 'DOSSIER_SET_ASIDE') return 'SET_ASIDE'
    if (['NOT_FOUND', 'INPUT_INVALID'].includes(fault)) return null
    throw error
  }
})

/** Nothing more happens to a dossier in one of these. */
export const ended: ReadonlySet<string> = new Set(['returned', 'refused', 'withdrawn', 'stopped'])

type Fee = Dossier['feeItems'][number]

const owed = (fees: readonly Fee[]) => fees.filter(({ settledAt, amountVnd }) => settledAt === null && amountVnd > 0)
export const payableOnline = (fees: readonly Fee[]): Fee[] => owed(fees).filter(({ payOnline }) => payOnline)
export const sumOf = (fees: readonly Fee[]): number => fees.reduce((sum, { amountVnd }) => sum + amountVnd, 0)
