import { and } from 'xstate'
import type { ProcedureDefinition } from '../procedure/definition.ts'
import { issueForm, notify, report, type ShellPlan, supplementBound } from './shell-plan.ts'
import { vocabulary } from './vocabulary.ts'

/** From the opening to the desk's answer. */
export function beforeIntake(definition: ProcedureDefinition, { limits }: ShellPlan) {
  const settle = ['settleFee'] as const
  return {
    born: vocabulary.createStateConfig({
      id: 'born',
      on: {
        OPEN: [
          {
            guard: and([{ type: 'sourceIsOffered', params: { sources: definition.sources } }, 'feeComesFirst']),
            target: '#awaitingFee',
            actions: ['open', 'learnFees', notify('opened', 'applicant')],
          },
          {
            guard: { type: 'sourceIsOffered', params: { sources: definition.sources } },
            target: '#arrived',
            actions: ['open', 'learnFees', notify('opened', 'applicant')],
          },
        ],
      },
    }),
    awaitingFee: vocabulary.createStateConfig({
      id: 'awaitingFee',
      entry: [
        report('awaitingFee'),
        { type: 'requestFees', params: { upTo: 'beforeIntake' } },
        { type: 'startFeeTimer', params: { limits: limits.fee } },
      ],
      exit: [{ type: 'stopTimersOf', params: { kind: 'FEE' } }],
      on: {
        FEE_SETTLED: { guard: and(['feeIsOpen', 'isLastUpfrontFee']), target: '#arrived', actions: settle },
        WITHDRAW: '#withdrawn',
        LIMIT_PASSED: { guard: { type: 'isLimitOf', params: { kind: 'FEE' } }, target: '#refused' },
      },
    }),
    arrived: vocabulary.createStateConfig({
      id: 'arrived',
      entry: [
        'reportArrival',
        { type: 'openDuty', params: { duty: 'intake', limits: limits.intake } },
        { type: 'startIntake', params: { limits: limits.intake } },
      ],
      exit: [
        { type: 'closeDuty', params: { duty: 'intake' } },
        'stopIntake',
        { type: 'stopTimersOf', params: { kind: 'INTAKE' } },
      ],
      on: {
        ACCEPT: {
          guard: 'isReceivedByNow',
          target: '#accepted',
          actions: [
            'learnCase',
            'learnFees',
            { type: 'startLegal', params: { limits: limits.legal } },
            { type: 'openDuty', params: { duty: 'handOver' } },
            issueForm('MAU_01'),
            notify('accepted', 'applicant'),
            { type: 'requestFees', params: { upTo: 'duringProcessing' } },
          ],
        },
        REFUSE_INTAKE: '#refused',
        REQUEST_SUPPLEMENT: {
          guard: { type: 'maySupplement', params: supplementBound(definition) },
          target: '#supplementBeforeIntake',
          actions: [{ type: 'askSupplement', params: { stage: 'INTAKE', limits: limits.supplement } }],
        },
        WITHDRAW: '#withdrawn',
      },
    }),
    supplementBeforeIntake: vocabulary.createStateConfig({
      id: 'supplementBeforeIntake',
      entry: [report('supplementBeforeIntake'), issueForm('MAU_02'), notify('supplementRequested', 'applicant')],
      on: {
        SUPPLY: {
          guard: 'isSupplementOpen',
          target: '#arrived',
          actions: [
            { type: 'closeSupplement', params: { status: 'SUPPLIED' } },
            'learnCase',
            'learnFees',
            notify('supplied', 'performer'),
          ],
        },
        LIMIT_PASSED: { guard: { type: 'isLimitOf', params: { kind: 'SUPPLEMENT' } }, target: '#refused' },
        WITHDRAW: '#withdrawn',
      },
    }),
  }
}
