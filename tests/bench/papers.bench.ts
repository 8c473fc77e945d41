import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from '@playwright/test'
import { samples } from '#server/modules/document/samples.test-support.ts'
import { CHROMIUM_FLAGS, findChromium } from '#server/tools/chromium.ts'
import { type BenchOptions, type Company, cpuMs, type Measure, median } from '#server/tools/measure.ts'
import { treeCpuMs } from './cpu.ts'

// The receipt that every applicant gets (Mẫu số 01), made in this process, against the same words printed by a Chromium that is warm, in turn.

interface Figures {
  timesFaster: number
  firstMs: number
  ms: number
}

/** Receipts of different people, as a worker makes them: what is kept from one to the next is the form's. */
function* receipts() {
  const { MAU_01: data } = samples
  for (let n = 1; ; n += 1)
    yield {
      ...data,
      number: String(n),
      code: `${data.code.slice(0, -4)}${String(n).padStart(4, '0')}`,
      lookupSecret: (n * 7_919).toString(36).toUpperCase().padStart(data.lookupSecret.length, 'K'),
      trackUrl: `${data.trackUrl}&n=${n}`,
      applicant: {
        ...data.applicant,
        fullName: `${data.applicant.fullName} ${n.toString(36)}`,
        personalId: String(31_090_000_000 + n * 7_919).padStart(12, '0'),
        phone: `09${String(10_000_000 + n * 331)}`,
        address: `${n} ${data.applicant.address ?? ''}`,
      },
    }
}
/** Code that ran a few times is not what a worker of weeks runs. */
const WARM = 16

async function measureOnce({ quick }: BenchOptions): Promise<Figures> {
  const begun = performance.now()
  // as the worker runs: React checks everything twice elsewhere
  Object.assign(process.env, { NODE_ENV: 'production' })
  const { renderDocument } = await import('#server/modules/document/render-document.ts')
  const people = receipts()
  const next = () => people.next().value ?? samples.MAU_01
  await renderDocument(next())
  const firstMs = performance.now() - begun
  const [{ mau01 }, { printableData }, { asPage }] = await Promise.all([
    import('#server/modules/document/mau-01.ts'),
    import('#server/modules/document/fonts.ts'),
    import('./paper-as-page.ts'),
  ])
  const folder = mkdtempSync(join(tmpdir(), 'mocua-bench-'))
  const { path } = await findChromium()
  const server = await chromium.launchServer({ executablePath: path, args: [...CHROMIUM_FLAGS] })
  try {
    const browser = await chromium.connect(server.wsEndpoint())
    const html = join(folder, 'paper.html')
    // a page of its own for each paper, as whoever prints papers of different people would have it
    const print = async () => {
      writeFileSync(html, asPage(mau01(printableData(next()))))
      const page = await browser.newPage()
      await page.goto(pathToFileURL(html).href)
      const printed = await page.pdf({ format: 'A5', preferCSSPageSize: true })
      await page.close()
      return printed
    }
    const pid = server.process().pid ?? 0
    const ours: number[] = []
    const theirs: number[] = []
    const wall: number[] = []
    for (let warm = 0; warm < WARM; warm += 1) {
      if (warm % 4 === 0) await print()
      await renderDocument(next())
    }
    const EACH = 4
    for (let round = 0; round < (quick ? 3 : 10); round += 1) {
      const [ownBegin, wallBegin] = [cpuMs(), performance.now()]
      for (let n = 0; n < EACH; n += 1) await renderDocument(next())
      ours.push(cpuMs() - ownBegin)
      wall.push((performance.now() - wallBegin) / EACH)
      const theirBegin = treeCpuMs(pid)
      for (let n = 0; n < EACH; n += 1) await print()
      theirs.push(treeCpuMs(pid) - theirBegin)
    }
    return { timesFaster: median(theirs) / median(ours), firstMs, ms: median(wall) }
  } finally {
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

let figures: Promise<Figures> | null = null
const measured = (options: BenchOptions) => {
  figures ??= measureOnce(options)
  return figures
}

/** Processor time of both sides, in turn. */
export const company: Company = 'guest'

export const measures: Measure[] = [
  {
    id: 'P18',
    title: 'receipt as PDF in this process against the print of the same paper by a warm Chromium, processor time of each',
    unit: 'x',
    floor: 3,
    goal: 10,
    run: async (options) => (await measured(options)).timesFaster,
  },
  {
    id: 'P18a',
    title: 'the first PDF of a process, with all that has to be loaded, by the clock on the wall (wanted: below 1,000)',
    unit: 'ms',
    run: async (options) => (await measured(options)).firstMs,
  },
  {
    id: 'P18b',
    title: 'one more receipt, by the clock on the wall',
    unit: 'ms',
    run: async (options) => (await measured(options)).ms,
  },
]
