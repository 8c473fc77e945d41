import type { Target } from './load.ts'
import type { PageServers } from './page-servers.ts'

// What is asked of our server and of the bare one. Both answer over kept connections and press what they send, as browsers ask for it. Everybody
// asks from an address of their own, as behind a proxy, so that the limits of endpoints stand as they are and are met by nobody.

const CITIZENS = 4_000
const browser = { accept: 'text/html', 'accept-encoding': 'gzip, deflate, br', 'user-agent': 'bench' }
const addressOf = (n: number) => `10.1.${(n % CITIZENS) >> 8}.${n % 256}`

export const targetsOf = ({ web, bare, dossiers, procedure }: PageServers) => {
  const codes = (n: number) => {
    const found = dossiers[n % dossiers.length]
    if (!found) throw new Error('there are no dossiers to track')
    return found
  }
  const page = { ...browser, host: `127.0.0.1:${web.port}` }
  const ours = (ask: Target['ask']) => ({ ...web, ask })
  const theirs = (path: string, headers: Record<string, string>) => ({
    ...bare,
    ask: (n: number) => ({ path, headers: { ...headers, 'x-forwarded-for': addressOf(n) } }),
  })
  return {
    track: ours((n) => ({
      path: `/api/trpc/dossier.track?input=${encodeURIComponent(JSON.stringify({ json: codes(n) }))}`,
      headers: { ...page, accept: '*/*', 'x-forwarded-for': addressOf(n) },
    })),
    result: ours((n) => ({
      path: `/track?${new URLSearchParams({ ...codes(n) })}`,
      headers: { ...page, 'x-forwarded-for': addressOf(n) },
    })),
    kept: ours((n) => ({ path: `/procedures/${procedure}`, headers: { ...page, 'x-forwarded-for': addressOf(n) } })),
    bareData: theirs('/data?input=1', browser),
    barePage: theirs('/plain', browser),
    bareFixed: theirs('/fixed', browser),
  }
}
export type TargetName = keyof ReturnType<typeof targetsOf>
