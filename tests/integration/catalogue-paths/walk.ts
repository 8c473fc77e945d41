import { describe, expect, it } from 'vitest'
import { firstSettings } from '#prisma/data/settings.ts'
import { histories } from '#server/modules/history/history.repository.ts'
import { projectionsOf } from '#server/modules/history/invariants.repository.ts'
import { violationsOf } from '#server/modules/history/invariants.ts'
import { definitionOf } from '#server/modules/procedure/definition-of.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { citizen } from '#tests/builders/people.ts'
import { catalogue } from '#workflows/catalogue/index.ts'
import { canonical } from '#workflows/dossier/canonical.ts'
import { replay, replayRowSchema } from '#workflows/dossier/replay.ts'
import { Driver } from './drive.ts'
import { type Expected, Table } from './expect.ts'
import { waysOf } from './filings.ts'
import type { Way } from './plan.ts'

// Each procedure along every shortest way to each of its ends, through the endpoints; after each act what is stored is compared with a
// table that was derived from the definition alone, and in the end every history is replayed.

const localFees = Object.fromEntries(
  Object.entries(firstSettings).flatMap(([key, { value }]) =>
    key.startsWith('fee.') && typeof value === 'object' && 'amountVnd' in value ? [[key, Number(value.amountVnd)]] : [],
  ),
)
const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date())

interface Line {
  target: string
  type: string
  payload: Record<string, unknown>
}

interface Stored extends Record<string, unknown> {
  shellState: string
  nationalCode: number
  clocks: { clock: string; kind: string; endAt: string | null }[]
  lines: Line[]
  fees: { feeId: string; code: string }[]
  work: { step: string; member: string | null; role: string; unitKind: string }[]
}

const STORED = `
  SELECT d."shellState", d."nationalCode",
    (SELECT coalesce(json_agg(c), '[]') FROM "ClockSegment" c WHERE c."dossierId" = d.id) AS clocks,
    (SELECT coalesce(json_agg(o ORDER BY o."eventSeq", o.target, o."lineSeq"), '[]') FROM "OutboxMessage" o WHERE o."dossierId" = d.id) AS lines,
    (SELECT coalesce(json_agg(f), '[]') FROM "FeeDue" f WHERE f."dossierId" = d.id) AS fees,
    (SELECT coalesce(json_agg(w), '[]') FROM "WorkItem" w WHERE w."dossierId" = d.id AND w."closedAt" IS NULL) AS work
  FROM "Dossier" d WHERE d.code = $1`

/** What is really there, in the words of the table. */
async function found(code: string): Promise<Expected> {
  const [row] = await asOwner<Stored>(STORED, [code])
  if (!row) throw new Error(`no dossier ${code}`)
  const { clocks, lines, fees, work } = row
  const clock = (name: string) => {
    const own = clocks.filter((each) => each.clock === name)
    const run = own.findLast(({ kind }) => kind === 'RUN')
    if (!run) return 'none' as const
    if (run.endAt !== null) return 'stopped' as const
    return own.some(({ kind, endAt }) => kind === 'PAUSE' && endAt === null) ? ('paused' as const) : ('running' as const)
  }
  const of = (target: string, type: string) => lines.filter((line) => line.target === target && line.type === type)
  return {
    shellState: row.shellState,
    nationalCode: row.nationalCode,
    intake: clock('intake'),
    legal: clock('legal'),
    work: work
      .map(({ step, member, role, unitKind }) => `${step}${member === null ? '' : '.member'} ${role}/${unitKind}`)
      .toSorted(),
    portal: of('PORTAL', 'syncPortal').map(({ payload }) => Number(payload.code)),
    progress: of('PORTAL', 'progressPortal').map(({ payload }) => String(payload.step)),
    forms: of('FORM', 'issueForm').map(({ payload }) => String(payload.form)),
    results: of('RESULT', 'issueResult').length,
    asked: of('PAYMENT', 'requestFee')
      .map(({ payload }) => fees.find(({ feeId }) => feeId === payload.feeId)?.code ?? 'unknown')
      .toSorted(),
    letters: of('MAIL', 'notify')
      .filter(({ payload }) => payload.audience === 'applicant')
      .map(({ payload }) => String(payload.template)),
  }
}

const words = ({ filing, end, moves }: Way) =>
  `${filing.caseCode} → ${end}: ${moves.map((move) => ('step' in move ? `${move.do} ${move.step}` : move.do)).join(', ')}`

/** The procedures of one test file: the catalogue is dealt out, so that several files share the work. */
export function walkEveryWay(part: number, parts: number): void {
  const own = catalogue.filter((_, index) => index % parts === part)

  describe.each(own.map((definition) => [definition.code, definition] as const))('procedure %s', (_code, definition) => {
    const ways = waysOf(definition, { today, place: '31', localFees })

    it('has a way to a result', () => {
      expect(ways.some(({ end }) => end.startsWith('returned GRANTED'))).toBe(true)
    })

    it.each(ways.map((way) => [words(way), way] as const))('%s', async (_words, way) => {
      const driver = new Driver(way, await citizen())
      const table = new Table(way, localFees)
      await driver.file()
      expect(await found(driver.code)).toEqual(table.now())
      for (const move of way.moves) {
        await driver.make(move)
        expect({ move: move.do, ...(await found(driver.code)) }).toEqual({ move: move.do, ...table.after(move) })
      }
    })
  })

  it('replays every one of them to the same state, and finds rows that say what the state says', {
    timeout: 300_000,
  }, async () => {
    let count = 0
    for await (const history of histories()) {
      const versions = [...new Set(history.events.map((event) => event.procedureVersionId))]
      const definitions = Object.fromEntries(await Promise.all(versions.map(async (id) => [id, await definitionOf(id)] as const)))
      const rows = history.events.map((event) => replayRowSchema.parse(event))
      expect(canonical(replay(definitions, rows))).toBe(canonical(history.state))
      const beside = await projectionsOf(history.homeAgencyId, history.id)
      expect(beside && (await violationsOf(history, beside))).toEqual([])
      count += 1
    }
    expect(count).toBeGreaterThan(own.length)
  })
}
