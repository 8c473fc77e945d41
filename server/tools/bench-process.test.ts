import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { runAll } from './bench-process.ts'

const folder = mkdtempSync(join(tmpdir(), 'company-'))
afterAll(() => rmSync(folder, { recursive: true }))
const fileOf = (name: string, company: 'guest' | 'host' | null) => {
  const file = join(folder, name)
  writeFileSync(file, company ? `export const company: Company = '${company}'\n` : 'nothing said\n')
  return file
}
const [alone, host, ...guests] = [
  fileOf('alone', null),
  fileOf('host', 'host'),
  ...['one', 'two', 'three', 'four'].map((name) => fileOf(name, 'guest')),
]
const turn = () => new Promise((later) => setImmediate(later))

/** Notes what begins and what ends; a file ends when it is let go. */
function noted() {
  const said: string[] = []
  const letGo = new Map<string, (error?: Error) => void>()
  let welcome = () => {}
  const run: Parameters<typeof runAll>[1] = async (file, { onWelcome, isBeside }) => {
    const name = basename(file)
    said.push(isBeside ? `${name} beside` : name)
    if (file === host) welcome = onWelcome
    await new Promise<void>((done, failed) => letGo.set(name, (error) => (error ? failed(error) : done())))
  }
  const end = async (name: string, error?: Error) => {
    letGo.get(name)?.(error)
    await turn()
  }
  const isOpen = async () => {
    welcome()
    await turn()
  }
  return { said, run, end, isOpen }
}

it('guests come one by one while the day goes on, and two at a time when it is over', async () => {
  const { said, run, end, isOpen } = noted()
  const all = runAll([alone ?? '', host ?? '', ...guests], run)
  await end('alone')
  expect(said).toEqual(['alone', 'host'])
  await isOpen()
  expect(said).toEqual(['alone', 'host', 'one beside'])
  await end('one')
  await end('host')
  expect(said).toEqual(['alone', 'host', 'one beside', 'two beside', 'three'])
  await end('three')
  expect(said.at(-1)).toBe('four')
  await end('two')
  await end('four')
  await all
})

it('without a host they need not wait', async () => {
  const { said, run, end } = noted()
  const all = runAll(guests.slice(0, 2), run)
  await turn()
  expect(said).toEqual(['one', 'two'])
  await end('one')
  await end('two')
  await all
})

it('a day that ends badly lets the guests come, and is told at the end', async () => {
  const { said, run, end } = noted()
  const all = runAll([host ?? '', ...guests.slice(0, 1)], run)
  const heard = expect(all).rejects.toThrow('the day ended badly')
  await turn()
  await end('host', new Error('the day ended badly'))
  expect(said).toEqual(['host', 'one'])
  await end('one')
  await heard
})
