import { and } from 'xstate'
import type { FormCode, ProcedureDefinition } from '../procedure/definition.ts'
import { type FINAL_STATES, NATIONAL_CODES } from './national-code.ts'
import { beforeIntake } from './shell-intake.ts'
import { issueForm, notify, report, type ShellPlan, type StepState, supplementBound } from './shell-plan.ts'
import { waiting } from './shell-waiting.ts'
import { emptyContext } from './turn.ts'
import { vocabulary } from './vocabulary.ts'

function finalState(state: (typeof FINAL_STATES)[number], form: FormCode | null) {
  return vocabulary.createStateConfig({
    id: state,
    type: 'final',
    entry: [
      'end',
      { type: 'report', params: { code: NATIONAL_CODES[state], isFinal: true } },
      ...(form === null ? [] : [issueForm(form)]),
      notify(state, 'applicant'),
    ],
  })
}

/** `accepted` and `processing` under one roof, whose deep history is "where it stood". */
function handling(definition: ProcedureDefinition, plan: ShellPlan, steps: Record<string, StepState>) {
  const start = plan.gates[definition.start]
  return vocabulary.createStateConfig({
    id: 'handling',
    initial: 'accepted',
    states: {
      accepted: {
        id: 'accepted',
        entry: [report('accepted')],
        on: {
          HAND_OVER: {
            guard: { type: 'mayEnter', params: { branches: plan.gates[definition.start]?.branches ?? null } },
            target: `#step-${definition.start}`,
            actions: [
              { type: 'closeDuty', params: { duty: 'handOver' } },
              issueForm('MAU_06'),
              ...(plan.openings[definition.start] ?? []),
            ],
          },
          TRANSFER: { guard: 'mayTransfer', actions: ['transfer', notify('transferred', 'applicant')] },
        },
      },
      processing: {
        id: 'processing',
        entry: [report('processing')],
        initial: definition.start,
        states: steps,
        on: {
          REQUEST_SUPPLEMENT: {
            guard: and([{ type: 'maySupplement', params: supplementBound(definition) }, 'isUndecided']),
            target: '#awaitingSupplement',
            actions: [{ type: 'askSupplement', params: { stage: 'PROCESSING', limits: plan.limits.supplement } }],
          },
          REQUIRE_OBLIGATION: {
            guard: { type: 'mayRequireObligation', params: { steps: plan.obligationSteps } },
            target: '#awaitingObligation',
            actions: [{ type: 'requireObligation', params: { steps: plan.obligationSteps } }],
          },
          OPEN_SUB: {
            guard: { type: 'mayOpenSub', params: { steps: plan.subSteps } },
            actions: [{ type: 'openSub', params: { steps: plan.subSteps } }],
          },
          // The other agency begins at the beginning, as if the dossier had just been handed over.
          TRANSFER: {
            guard: and(['mayTransfer', { type: 'mayEnter', params: { branches: start?.branches ?? null } }]),
            target: `#step-${definition.start}`,
            actions: [
              'transfer',
              ...(start?.opening ?? []),
              { type: 'reportSteps', params: { steps: start?.shown ?? [] } },
              notify('transferred', 'applicant'),
            ],
          },
          SUSPEND: { guard: { type: 'mayPause', params: { steps: plan.approvedPauses } }, target: '#suspended' },
          // Regions of a block are entered where work is open: so the steps beside the one that comes back stay where they are.
          RECALL: plan.recalls.map(({ step, place, isPublic }) => ({
            guard: { type: 'mayRecall', params: { step, place } } as const,
            target: `#step-${step}`,
            actions: [
              'closeRecalled' as const,
              ...(plan.openings[step] ?? []),
              { type: 'reportSteps', params: { steps: isPublic ? [step] : [] } } as const,
            ],
          })),
          STOP: { guard: 'isUndecided', target: '#stopped' },
        },
      },
      whereItStood: { id: 'whereItStood', type: 'history', history: 'deep' },
    },
    on: {
      REQUEST_WITHDRAWAL: { guard: 'isUndecided', target: '#withdrawalAsked' },
      EXTEND: {
        guard: { type: 'mayExtend', params: { max: definition.extension.max, fourEyes: plan.extendsByTwo } },
        actions: ['extend', issueForm('MAU_04'), notify('extended', 'applicant')],
      },
    },
  })
}

function resultReady({ limits, gates }: ShellPlan) {
  return vocabulary.createStateConfig({
    id: 'resultReady',
    entry: [
      'stopLegal',
      issueForm('MAU_06'),
      { type: 'openDuty', params: { duty: 'return' } },
      report('resultReady'),
      notify('resultReady', 'applicant'),
      { type: 'requestFees', params: { upTo: 'beforeReturn' } },
    ],
    exit: [{ type: 'closeDuty', params: { duty: 'return' } }],
    on: {
      RETURN_RESULT: { guard: and(['isDecided', 'feesAreSettled']), target: '#returned' },
      REOPEN: Object.values(gates).map(({ id, steps, branches, opening }) => ({
        guard: and([
          { type: 'goesTo', params: { step: id } },
          { type: 'wasDone', params: { steps } },
          { type: 'mayEnter', params: { branches } },
        ]),
        target: `#step-${id}`,
        actions: [
          { type: 'reopenLegal', params: { limits: limits.legal } } as const,
          'countReopening' as const,
          ...opening,
          notify('reopened', 'applicant'),
        ],
      })),
    },
  })
}

export function shell(id: string, definition: ProcedureDefinition, plan: ShellPlan, steps: Record<string, StepState>) {
  return vocabulary.createMachine({
    id,
    context: emptyContext(),
    initial: 'born',
    states: {
      ...beforeIntake(definition, plan),
      handling: handling(definition, plan, steps),
      ...waiting(definition, plan),
      resultReady: resultReady(plan),
      returned: finalState('returned', null),
      refused: finalState('refused', 'MAU_03'),
      withdrawn: finalState('withdrawn', null),
      stopped: finalState('stopped', 'MAU_05'),
    },
    on: {
      FEE_SETTLED: [
        { guard: 'feeIsOpen', actions: ['settleFee'] },
        { guard: 'moneyIsLate', actions: ['refundFee'] },
      ],
      LIMIT_PASSED: {
        guard: { type: 'mayBecomeLate', params: { silent: plan.silent } },
        actions: [{ type: 'markLate', params: { escalating: plan.escalating } }],
      },
      ASSIGN: { guard: 'mayAssign', actions: ['assignWork'] },
      OPEN_WORK: { guard: 'mayOpenWork', actions: ['markOpened'] },
      SUB_CLOSED: { guard: 'isSubOpen', actions: ['closeSub'] },
      AMEND: { guard: 'mayAmend', actions: ['amend'] },
      RECALENDAR: { guard: and(['isActive', 'isOtherCalendar']), actions: ['recalendar'] },
    },
  })
}

export type Chart = ReturnType<typeof shell>
