import { headers } from 'next/headers'

/** A page that is made for each request and says next to nothing. */
export default async function Page() {
  const agent = (await headers()).get('user-agent')
  return (
    <main>
      <h1>A page made now</h1>
      <p>For {agent}.</p>
    </main>
  )
}
