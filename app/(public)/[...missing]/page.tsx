import { notFound } from 'next/navigation'
import { connection } from 'next/server'

/** Every unknown address: rendered on request, because a prerendered page could not carry the nonce of the policy. */
export default async function MissingPage() {
  await connection()
  notFound()
}
