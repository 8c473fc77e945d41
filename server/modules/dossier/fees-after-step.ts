import type { Facts } from '#workflows/dossier/state.ts'
import type { Fee } from '#workflows/fee/fees-for.ts'
import { laterFees } from '#workflows/procedure/later-fees.ts'
import { feeSettings } from '../setting/settings.ts'
import { factsOfDossier } from './form-facts.ts'
import type { FeeRow, LoadedDossier, WorkedOnDossier } from './loaded-dossier.ts'
import { feeRow } from './submit-draft.ts'

type Found = Pick<LoadedDossier, 'stepData'> & { decision: 'GRANTED' | 'REFUSED' | null }

/**
 * Fees that this step changes, by what it wrote down or decided: told to the machine, and all rows as they are then. Both reckonings use the
 * amounts of now, so that a new amount of the place alone changes nothing for a dossier that was filed before it.
 */
export async function feesAfterStep(
  dossier: WorkedOnDossier,
  after: Found,
): Promise<{ told: Facts['fees']; rows: FeeRow[] } | null> {
  const { definition, source } = dossier
  const [facts, settings] = await Promise.all([factsOfDossier(dossier), feeSettings()])
  const reckon = ({ stepData, decision }: Found): Fee[] =>
    laterFees(definition, {
      answers: dossier.answers,
      stepData,
      decision,
      facts: {
        ...facts,
        channel: String(facts.channel),
        receivedOn: String(facts.receivedOn),
        place: facts.place,
        case: dossier.caseCode,
      },
      settings: Object.fromEntries(Object.entries(settings).map(([key, { amountVnd }]) => [key, amountVnd])),
    })
  const before = new Map(
    reckon({ stepData: dossier.stepData, decision: dossier.state.context.decision }).map((fee) => [fee.code, fee.amountVnd]),
  )
  const isSettled = (code: string) => dossier.fees.some((row) => row.code === code && row.settledAt !== null)
  const changed = reckon(after).filter((fee) => before.get(fee.code) !== fee.amountVnd && !isSettled(fee.code))
  if (changed.length === 0) return null
  const codes = changed.map(({ code }) => code)
  return {
    told: changed.map(({ code, amountVnd, when }) => ({ feeId: code, code, amountVnd, when })),
    rows: [...dossier.fees.filter(({ code }) => !codes.includes(code)), ...changed.map((fee) => feeRow(fee, source))],
  }
}
