import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client'
import superjson from 'superjson'
import type { Api } from '#app/_lib/api-types.ts'
import type { AppRouter } from '#server/root.ts'

const client = createTRPCClient<AppRouter>({ links: [httpLink({ url: '/api/trpc', transformer: superjson })] })

export type Tracked = { view: Api['dossier']['track'] } | { refusal: 'NOT_FOUND' | 'RATE_LIMITED' }

/** One question, one small answer. Whether the code or the secret was wrong is not told, and a code of another shape is one that does not fit. */
export async function askTrack(codes: { code: string; secret: string }): Promise<Tracked> {
  try {
    return { view: await client.dossier.track.query(codes) }
  } catch (error) {
    const fault = error instanceof TRPCClientError ? error.data?.domain?.code : undefined
    if (fault === 'NOT_FOUND' || fault === 'INPUT_INVALID') return { refusal: 'NOT_FOUND' }
    if (fault === 'RATE_LIMITED') return { refusal: 'RATE_LIMITED' }
    throw error
  }
}
