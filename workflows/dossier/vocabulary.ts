import { enqueueActions, setup } from 'xstate'
import type { Effect } from './effects.ts'
import * as dossierOrders from './orders-dossier.ts'
import * as moneyOrders from './orders-money.ts'
import * as opinionOrders from './orders-opinion.ts'
import * as subOrders from './orders-sub.ts'
import * as timeOrders from './orders-time.ts'
import * as transferOrders from './orders-transfer.ts'
import * as workOrders from './orders-work.ts'
import * as questions from './questions.ts'
import * as blockQuestions from './questions-block.ts'
import * as dossierQuestions from './questions-dossier.ts'
import * as endingQuestions from './questions-ending.ts'
import * as opinionQuestions from './questions-opinion.ts'
import * as workQuestions from './questions-work.ts'
import type { DossierContext } from './state.ts'
import type { ToldEvent, Turn } from './turn.ts'

interface EffectAction {
  type: 'effect'
  params: Effect
}

/** Makes an order known to XState: it changes the context by `assign`, and each effect comes out as an action that does nothing. */
function order<Params extends object | undefined>(carryOut: (turn: Turn, params: Params) => void) {
  return enqueueActions<DossierContext, ToldEvent, Params, ToldEvent, never, EffectAction, never>(
    ({ context, event, enqueue }, params) => {
      const { now, actor } = event.facts
      const turn: Turn = {
        context: { ...context },
        event,
        now,
        actorId: actor.id,
        viaId: actor.viaId ?? null,
        effects: [],
      }
      carryOut(turn, params)
      enqueue.assign(turn.context)
      for (const effect of turn.effects) enqueue({ type: 'effect', params: effect })
    },
  )
}

/** All words in which a dossier's life is written: every order and question by name, with parameters only. */
export const vocabulary = setup({
  types: { context: {} as DossierContext, events: {} as ToldEvent },
  actions: {
    effect: (_, _effect: Effect) => {},
    open: order(dossierOrders.open),
    learnCase: order(dossierOrders.learnCase),
    report: order(dossierOrders.report),
    reportArrival: order(dossierOrders.reportArrival),
    notify: order(dossierOrders.notify),
    issueForm: order(dossierOrders.issueForm),
    askSupplement: order(dossierOrders.askSupplement),
    closeSupplement: order(dossierOrders.closeSupplement),
    requireObligation: order(dossierOrders.requireObligation),
    settleObligation: order(dossierOrders.settleObligation),
    extend: order(dossierOrders.extend),
    transfer: order(transferOrders.transfer),
    openSub: order(subOrders.openSub),
    closeSub: order(subOrders.closeSub),
    recalendar: order(dossierOrders.recalendar),
    amend: order(dossierOrders.amend),
    countReopening: order(dossierOrders.countReopening),
    end: order(dossierOrders.end),
    learnFees: order(moneyOrders.learnFees),
    requestFees: order(moneyOrders.requestFees),
    settleFee: order(moneyOrders.settleFee),
    refundFee: order(moneyOrders.refundFee),
    stopTimersOf: order(timeOrders.stopTimersOf),
    markLate: order(timeOrders.markLate),
    startFeeTimer: order(timeOrders.startFeeTimer),
    startIntake: order(timeOrders.startIntake),
    stopIntake: order(timeOrders.stopIntake),
    startLegal: order(timeOrders.startLegal),
    pauseLegal: order(timeOrders.pauseLegal),
    resumeLegal: order(timeOrders.resumeLegal),
    restartLegal: order(timeOrders.restartLegal),
    stopLegal: order(timeOrders.stopLegal),
    reopenLegal: order(timeOrders.reopenLegal),
    openStep: order(workOrders.openStep),
    openBlock: order(workOrders.openBlock),
    settleClock: order(workOrders.settleClock),
    reportSteps: order(workOrders.reportSteps),
    closeStep: order(workOrders.closeStep),
    cancelSteps: order(workOrders.cancelSteps),
    closeRecalled: order(workOrders.closeRecalled),
    askOpinions: order(opinionOrders.askOpinions),
    giveOpinion: order(opinionOrders.giveOpinion),
    closeOpinions: order(opinionOrders.closeOpinions),
    passOpinion: order(opinionOrders.passOpinion),
    openDuty: order(workOrders.openDuty),
    closeDuty: order(workOrders.closeDuty),
    assignWork: order(workOrders.assignWork),
    markOpened: order(workOrders.markOpened),
    decide: order(workOrders.decide),
  },
  guards: {
    sourceIsOffered: questions.sourceIsOffered,
    feeComesFirst: questions.feeComesFirst,
    feeIsOpen: questions.feeIsOpen,
    isLastUpfrontFee: questions.isLastUpfrontFee,
    moneyIsLate: questions.moneyIsLate,
    feesAreSettled: questions.feesAreSettled,
    isReceivedByNow: questions.isReceivedByNow,
    maySupplement: dossierQuestions.maySupplement,
    isSupplementOpen: questions.isSupplementOpen,
    isLimitOf: questions.isLimitOf,
    mayBecomeLate: questions.mayBecomeLate,
    isUndecided: questions.isUndecided,
    isDecided: questions.isDecided,
    isActive: questions.isActive,
    isOwnWork: workQuestions.isOwnWork,
    mayEndSo: endingQuestions.mayEndSo,
    isSilentConsent: endingQuestions.isSilentConsent,
    goesTo: workQuestions.goesTo,
    wasDone: workQuestions.wasDone,
    mayEnter: blockQuestions.mayEnter,
    isStepOpen: blockQuestions.isStepOpen,
    mayRecall: workQuestions.mayRecall,
    mayAssign: workQuestions.mayAssign,
    mayOpenWork: workQuestions.mayOpenWork,
    mayAskOpinions: opinionQuestions.mayAskOpinions,
    mayAddMember: opinionQuestions.mayAddMember,
    mayGiveOpinion: opinionQuestions.mayGiveOpinion,
    mayCloseOpinions: opinionQuestions.mayCloseOpinions,
    isOpinionLimit: opinionQuestions.isOpinionLimit,
    mayPause: questions.mayPause,
    mayRequireObligation: dossierQuestions.mayRequireObligation,
    isObligationOpen: questions.isObligationOpen,
    mayExtend: dossierQuestions.mayExtend,
    mayTransfer: dossierQuestions.mayTransfer,
    mayOpenSub: dossierQuestions.mayOpenSub,
    isSubOpen: dossierQuestions.isSubOpen,
    isAskedByApplicant: dossierQuestions.isAskedByApplicant,
    isOtherCalendar: questions.isOtherCalendar,
    mayAmend: questions.mayAmend,
  },
})
