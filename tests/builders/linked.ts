import { running } from './lives.ts'
import { ending, JUSTICE, on, procedure, publish, step } from './procedures.ts'

/** A ward’s procedure that wants an answer of the police, which is a procedure of its own; its step is open. */
export async function linked() {
  const sub = await publish(
    procedure({
      competentAgencyKind: 'communePolice',
      start: 'look',
      steps: [step('look', 'review', { role: 'officer', unitKind: 'police' }, [on('eligible', 'sign')]), ...ending],
    }),
  )
  const parent = procedure({
    start: 'ask',
    steps: [
      step('ask', 'external', JUSTICE, [on('answered', 'sign')], {
        limit: null,
        sub: { procedure: sub.code, agency: 'receivingPoint', wait: true },
      }),
      ...ending,
    ],
  })
  return running(parent)
}
