import { and } from 'xstate'
import type { ProcedureDefinition } from '../procedure/definition.ts'
import { issueForm, notify, report, resumeLegal, type ShellPlan } from './shell-plan.ts'
import { vocabulary } from './vocabulary.ts'

/** Where the dossier waits for others; each returns to where it stood. */
export function waiting(definition: ProcedureDefinition, { limits }: ShellPlan) {
  const { supplement } = definition
  const wait = (state: 'SUPPLEMENT' | 'OBLIGATION' | 'SUSPENSION') => ({ type: 'pauseLegal', params: { reason: state } }) as const
  const goOn =
    supplement.clock === 'restart'
      ? ({ type: 'restartLegal', params: { limits: limits.legal } } as const)
      : resumeLegal('SUPPLEMENT')
  const expired = { type: 'closeSupplement', params: { status: 'EXPIRED' } } as const
  const late = { type: 'isLimitOf', params: { kind: 'SUPPLEMENT' } } as const
  return {
    awaitingSupplement: vocabulary.createStateConfig({
      id: 'awaitingSupplement',
      entry: [wait('SUPPLEMENT'), report('awaitingSupplement'), issueForm('MAU_02'), notify('supplementRequested', 'applicant')],
      on: {
        SUPPLY: {
          guard: 'isSupplementOpen',
          target: '#whereItStood',
          actions: [
            { type: 'closeSupplement', params: { status: 'SUPPLIED' } },
            goOn,
            'learnFees',
            { type: 'requestFees', params: { upTo: 'duringProcessing' } },
            notify('supplied', 'performer'),
          ],
        },
        CANCEL_SUPPLEMENT: {
          guard: 'isSupplementOpen',
          target: '#whereItStood',
          actions: [
            { type: 'closeSupplement', params: { status: 'CANCELLED' } },
            resumeLegal('SUPPLEMENT'),
            notify('supplementCancelled', 'applicant'),
          ],
        },
        LIMIT_PASSED:
          supplement.afterLimit === 'stop'
            ? { guard: late, target: '#stopped', actions: [expired] }
            : {
                guard: late,
                target: '#whereItStood',
                actions: [expired, resumeLegal('SUPPLEMENT'), notify('supplementExpired', 'applicant')],
              },
        STOP: { guard: and(['isUndecided', 'isAskedByApplicant']), target: '#stopped' },
        WITHDRAW: '#withdrawn',
      },
    }),
    awaitingObligation: vocabulary.createStateConfig({
      id: 'awaitingObligation',
      entry: [wait('OBLIGATION'), report('awaitingObligation'), notify('obligationRequired', 'applicant')],
      on: {
        OBLIGATION_SETTLED: {
          guard: 'isObligationOpen',
          target: '#whereItStood',
          actions: ['settleObligation', resumeLegal('OBLIGATION'), notify('resumed', 'performer')],
        },
        STOP: { guard: 'isUndecided', target: '#stopped' },
        WITHDRAW: { guard: 'isUndecided', target: '#withdrawn' },
      },
    }),
    suspended: vocabulary.createStateConfig({
      id: 'suspended',
      entry: [wait('SUSPENSION'), report('suspended'), notify('suspended', 'applicant')],
      on: {
        RESUME: {
          target: '#whereItStood',
          actions: [resumeLegal('SUSPENSION'), notify('resumed', 'applicant')],
        },
        STOP: { guard: 'isUndecided', target: '#stopped' },
        WITHDRAW: { guard: 'isUndecided', target: '#withdrawn' },
      },
    }),
    withdrawalAsked: vocabulary.createStateConfig({
      id: 'withdrawalAsked',
      entry: [
        { type: 'openDuty', params: { duty: 'withdrawal' } },
        report('withdrawalAsked'),
        notify('withdrawalAsked', 'performer'),
      ],
      exit: [{ type: 'closeDuty', params: { duty: 'withdrawal' } }],
      on: {
        CONFIRM_WITHDRAWAL: '#withdrawn',
        DENY_WITHDRAWAL: { target: '#whereItStood', actions: [notify('withdrawalDenied', 'applicant')] },
      },
    }),
  }
}
