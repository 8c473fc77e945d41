import { afterAll, expect, it } from 'vitest'
import { clamd } from '#server/adapters/virus-scan/clamd.ts'
import { startPartners } from '#tests/contracts/adapters/partners.ts'

// clamd's protocol against the simulator: what is a verdict, and what each silence and each nonsense is called.

const partners = await startPartners()
afterAll(() => partners.close())
const address = `unix:${process.env.MOCUA_DATA_DIR}/clamd.sock`
const scanner = clamd(address)
const soon = () => AbortSignal.timeout(3_000)
async function* inPieces(bytes: Buffer) {
  for (let at = 0; at < bytes.length; at += 100_000) yield bytes.subarray(at, at + 100_000)
}
const EICAR = `X5O!P%@AP[4\\PZX54(P^)7CC)7}$${'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'}`

it('tells its name, lets a large file pass and finds what it knows', async () => {
  expect(await scanner.version(soon())).toMatch(/^ClamAV .*SIMULATOR/)
  expect(await scanner.scan(inPieces(Buffer.alloc(3_000_000)), soon())).toEqual({ is: 'CLEAN' })
  const infected = Buffer.concat([Buffer.alloc(250_000), Buffer.from(EICAR)])
  expect(await scanner.scan(inPieces(infected), soon())).toEqual({ is: 'INFECTED', name: 'Eicar-Signature' })
})

it.each([
  ['down', 'AMBIGUOUS'],
  ['garbage', 'AMBIGUOUS'],
  ['truncated', 'AMBIGUOUS'],
  ['errorBody', 'BUSY'],
  ['timeoutAfterApply', 'AMBIGUOUS'],
])('%s is a fault of the kind %s', async (kind, expected) => {
  await partners.control('clamd/faults', { kind, count: 1 })
  const scan = scanner.scan(inPieces(Buffer.alloc(3_000_000)), AbortSignal.timeout(800))
  await expect(scan).rejects.toMatchObject({ name: 'PartnerFault', kind: expected })
})

it('says that a file is larger than it takes, before all of it was sent', async () => {
  const scan = scanner.scan(inPieces(Buffer.alloc(105 * 1024 * 1024)), AbortSignal.timeout(20_000))
  await expect(scan).rejects.toMatchObject({ name: 'PartnerFault' })
})

it('where nobody listens, nothing was sent', async () => {
  for (const nowhere of ['unix:/nonexistent/clamd.sock', 'tcp://127.0.0.1:9'])
    await expect(clamd(nowhere).scan(inPieces(Buffer.alloc(10)), soon())).rejects.toMatchObject({ kind: 'UNREACHABLE' })
})
