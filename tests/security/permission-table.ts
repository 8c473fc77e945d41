import type { Role } from '#workflows/procedure/definition.ts'
import { COMPANY } from './permission-company.ts'
import { VOICE } from './permission-voice.ts'

/** `delegate@own`: a clerk of the agency to whom its leader has delegated the office. */
export type Persona = 'nobody' | 'party' | 'otherCitizen' | 'delegate@own' | `${Role}@${'own' | 'otherUnit' | 'otherAgency'}`

interface Target {
  proposalId: string
  refusedProposalId: string
  code: string
  workId: string
  secret: string
  draftId: string
  fileId: string
  officerId: string
  documentId: string
  verifyId: string
  requestId: string
  delegationId: string
  petitionCode: string
  noticeId: string
}
export interface Row {
  input?: (target: Target) => unknown
  may: (all: Persona[]) => Persona[]
}

const reason = 'Một lý do đủ dài để được nhận'
const everybody = (all: Persona[]) => all
const citizens = () => ['party', 'otherCitizen'] as Persona[]
const employees = (all: Persona[]) => all.filter((persona) => persona.includes('@'))
const signedIn = (all: Persona[]) => all.filter((persona) => persona !== 'nobody')
const only =
  (...personas: Persona[]) =>
  () =>
    personas
const withRole =
  (...roles: Role[]) =>
  (all: Persona[]) =>
    all.filter((persona) => roles.some((role) => persona.startsWith(`${role}@`)))
const deskHere = only('desk@own', 'desk@otherUnit')
/** Whoever keeps the counter of the agency; heads keep the register only where the counter is theirs. */
const registrars: Persona[] = ['desk@own', 'desk@otherUnit', 'director@own', 'director@otherUnit']
const performer = only('officer@own')
const headOrLeader = only('head@own', 'leader@own', 'leader@otherUnit', 'delegate@own')
const performerHeadOrLeader = only('officer@own', 'head@own', 'leader@own', 'leader@otherUnit', 'delegate@own')
const leaders = only('leader@own', 'leader@otherUnit', 'delegate@own')
/** The admin of the agency; operators keep every calendar. */
const calendarKeepers = (all: Persona[]) =>
  all.filter((persona) => persona.startsWith('operator@') || persona === 'admin@own' || persona === 'admin@otherUnit')
const NO_WEEK = { '1': [], '2': [], '3': [], '4': [], '5': [], '6': [], '7': [] }
const viewers: Persona[] = [
  'party',
  'desk@own',
  'desk@otherUnit',
  'director@own',
  'director@otherUnit',
  'accountant@own',
  'accountant@otherUnit',
  'officer@own',
  'head@own',
  'leader@own',
  'leader@otherUnit',
  'delegate@own',
]
const notice = {
  noticeNumber: 'TB-1',
  agencyVi: 'Thuế cơ sở',
  items: [{ nameVi: 'Lệ phí', amountVnd: 1 }],
  amountVnd: 1,
}
const onWork = ({ code, requestId, workId }: Target) => ({ code, requestId, workId })
const onDossier = ({ code, requestId }: Target) => ({ code, requestId })

/** The dossier of the matrix: filed by `party` at xa-a, in its first step, which waits for an officer of the economic section. */
export const EXPECTED: Record<string, Row> = {
  'account.me': { may: everybody },
  'account.signOutEverywhere': { may: signedIn },
  'procedure.home': { may: everybody },
  'procedure.search': { input: () => ({ q: 'khai sinh' }), may: everybody },
  'procedure.get': { input: () => ({ code: '1.001193' }), may: everybody },
  'procedure.list': { input: () => ({}), may: withRole('admin', 'procedureController', 'operator', 'director') },
  'procedure.version': {
    input: () => ({ code: '1.001193', version: 1 }),
    may: withRole('admin', 'procedureController', 'operator', 'director'),
  },
  'procedure.file': {
    input: () => ({ code: '1.001193', version: 1 }),
    may: withRole('admin', 'procedureController', 'operator', 'director'),
  },
  'procedure.simulation': { input: () => ({ code: '1.001193', version: 1 }), may: withRole('admin', 'director') },
  'procedure.simulate': {
    input: () => ({ code: '1.001193', version: 1, perDay: 1, people: {} }),
    may: withRole('admin', 'director'),
  },
  'procedure.checkVersion': { input: () => ({ text: '{}' }), may: withRole('admin', 'procedureController') },
  'procedure.publishVersion': { input: () => ({ text: '{}' }), may: withRole('admin', 'procedureController') },
  'procedure.upgradeDossiers': {
    input: () => ({ fromVersionId: '1.001612@1', toVersionId: '1.001612@1', dryRun: true }),
    may: withRole('admin'),
  },
  'place.provinces': { may: everybody },
  'place.communes': { input: () => ({ province: '31' }), may: everybody },

  'draft.start': { input: () => ({ procedureCode: '1.001612', agencyId: 'xa-a', source: 'ONLINE' }), may: citizens },
  'draft.get': { input: ({ draftId }) => ({ id: draftId }), may: only('party') },
  'draft.list': { may: signedIn },
  'draft.save': { input: ({ draftId }) => ({ id: draftId, revision: 999, answers: {} }), may: only('party') },
  'draft.prospect': { input: () => ({ procedureCode: '1.001612' }), may: signedIn },
  'draft.renew': { input: ({ draftId }) => ({ id: draftId, revision: 1 }), may: only('party') },
  'draft.earlier': { input: ({ draftId }) => ({ id: draftId }), may: only('party') },
  'draft.takeEarlier': { input: ({ draftId }) => ({ id: draftId, revision: 1, part: 'owner' }), may: only('party') },
  'draft.reusePaper': { input: ({ draftId, fileId }) => ({ id: draftId, paperCode: 'bien-ban-hop', fileId }), may: () => [] },
  'draft.keepResultWay': {
    input: ({ draftId }) => ({ id: draftId, way: 'DESK', receiver: '', phone: '', address: '' }),
    may: only('party'),
  },
  'draft.removeFile': { input: ({ draftId, fileId }) => ({ id: draftId, paperId: fileId }), may: () => [] },
  'draft.discard': { input: ({ fileId }) => ({ id: fileId }), may: () => [] },

  'dossier.track': { input: ({ code, secret }) => ({ code, secret }), may: everybody },
  'dossier.get': { input: ({ code }) => ({ code }), may: () => viewers },
  'dossier.way': { input: ({ code }) => ({ code }), may: (all) => viewers.filter((persona) => employees(all).includes(persona)) },
  'dossier.mine': { input: () => ({}), may: citizens },
  'dossier.submit': {
    input: ({ draftId, requestId }) => ({ draftId, requestId, declared: true, resultWay: 'ONLINE' }),
    may: only('party'),
  },
  'dossier.withdraw': { input: (target) => ({ ...onDossier(target), reason }), may: only('party') },
  'dossier.requestWithdrawal': { input: (target) => ({ ...onDossier(target), reason }), may: only('party') },
  'dossier.supply': { input: (target) => ({ ...onDossier(target), supplementId: 'none' }), may: only('party') },
  ...COMPANY,

  'desk.find': { input: ({ code }) => ({ code }), may: employees },
  'desk.submit': { input: ({ draftId, requestId }) => ({ draftId, requestId, papers: [], resultWay: 'DESK' }), may: () => [] },
  'desk.accept': { input: (target) => ({ ...onDossier(target), papers: [] }), may: deskHere },
  'desk.refuseIntake': { input: (target) => ({ ...onDossier(target), reasonCode: 'other', reason }), may: deskHere },
  'desk.handOver': { input: onDossier, may: deskHere },
  'desk.returnResult': {
    input: (target) => ({ ...onDossier(target), receiverName: 'Người nhận', originalsReturned: true }),
    may: deskHere,
  },

  'desk.register': { input: () => ({ agencyId: 'xa-a' }), may: only(...registrars) },
  'desk.registerFile': { input: () => ({ agencyId: 'xa-a', format: 'csv' }), may: only(...registrars) },

  'work.list': { input: () => ({ queue: 'unit' }), may: employees },
  'work.search': { input: () => ({ q: 'nguyen van' }), may: employees },
  'work.counts': { may: employees },
  'work.staffOf': {
    input: ({ code, workId }) => ({ code, workId }),
    may: (all) => viewers.filter((persona) => employees(all).includes(persona)),
  },
  'work.open': { input: onWork, may: performer },
  'work.claim': { input: onWork, may: performer },
  'work.release': { input: onWork, may: only('officer@own', 'head@own') },
  'work.assign': { input: (target) => ({ ...onWork(target), accountId: target.officerId }), may: headOrLeader },
  'work.completeStep': { input: (target) => ({ ...onWork(target), outcome: 'eligible' }), may: performer },
  'work.sendBack': { input: (target) => ({ ...onWork(target), toStep: 'check', reason }), may: performer },
  'work.recall': { input: onWork, may: only('officer@own', 'head@own') },
  'work.requestSupplement': {
    input: (target) => ({
      ...onDossier(target),
      reason,
      items: [{ paperCode: null, fieldId: 'businessName', note: 'Chọn tên khác' }],
    }),
    may: only('officer@own', 'head@own'),
  },
  'work.cancelSupplement': {
    input: (target) => ({ ...onDossier(target), supplementId: 'none' }),
    may: only('officer@own', 'head@own', 'desk@own', 'desk@otherUnit'),
  },
  'work.suspend': { input: (target) => ({ ...onDossier(target), basis: 'Căn cứ', reason }), may: performerHeadOrLeader },
  'work.resume': { input: onDossier, may: performerHeadOrLeader },
  'work.extend': {
    input: (target) => ({ ...onDossier(target), newPromisedAt: '2027-01-04T03:00:00.000Z', reason }),
    may: performerHeadOrLeader,
  },
  'work.stop': { input: (target) => ({ ...onDossier(target), basis: 'Căn cứ', reason }), may: headOrLeader },
  'work.confirmWithdrawal': { input: onDossier, may: performer },
  'work.denyWithdrawal': { input: (target) => ({ ...onDossier(target), reason }), may: performer },
  'work.reopen': {
    input: (target) => ({ ...onDossier(target), toStep: 'check', reason }),
    may: leaders,
  },

  // the step of the target asks nobody: who may ask stops at the machine, who may be asked is nobody
  'work.membersFor': {
    input: ({ code, workId }) => ({ code, workId }),
    may: (all) => viewers.filter((persona) => employees(all).includes(persona)),
  },
  'work.askOpinion': { input: (target) => ({ ...onWork(target), members: [{ agencyId: 'so-tc' }] }), may: performer },
  'work.addMember': { input: (target) => ({ ...onWork(target), member: { agencyId: 'so-tc' } }), may: performer },
  'work.closeOpinions': { input: (target) => ({ ...onWork(target), reason }), may: performer },
  'work.giveOpinion': {
    input: (target) => ({ ...onWork(target), member: 'police', answer: 'agree', text: reason }),
    may: () => [],
  },
  'work.requireObligation': { input: (target) => ({ ...onDossier(target), ...notice }), may: performer },
  'work.settleObligation': {
    input: (target) => ({ ...onDossier(target), obligationId: 'none', note: reason }),
    may: performer,
  },
  'dossier.proveObligation': {
    input: (target) => ({ ...onDossier(target), obligationId: 'none', fileIds: [target.fileId] }),
    may: only('party'),
  },
  'desk.proveObligation': {
    input: (target) => ({ ...onDossier(target), obligationId: 'none', note: reason }),
    may: deskHere,
  },
  'work.transferTargets': { input: ({ code }) => ({ code }), may: leaders },
  'work.transfer': { input: (target) => ({ ...onDossier(target), toAgencyId: 'xa-b', reason }), may: leaders },
  'work.openSub': { input: onWork, may: performer },
  'work.proposals': { may: employees },
  // the proposal of the target wants the leader's agreement
  'work.approve': { input: (target) => ({ ...onDossier(target), proposalId: target.proposalId }), may: leaders },
  'work.refuseProposal': {
    input: (target) => ({ ...onDossier(target), proposalId: target.refusedProposalId, reason }),
    may: leaders,
  },

  'delegation.mine': { may: employees },
  // a principal's office is no longer one's own: the delegate cannot pass it on
  'delegation.create': {
    input: ({ requestId, officerId }) => ({
      requestId,
      agencyId: 'xa-a',
      toId: officerId,
      validFrom: '2027-01-04',
      validTo: '2027-01-05',
      reason,
    }),
    may: only('leader@own', 'leader@otherUnit', 'head@own', 'head@otherUnit'),
  },
  'delegation.revoke': { input: ({ delegationId }) => ({ id: delegationId }), may: only('admin@own', 'admin@otherUnit') },

  // one's own upload for an open request: the target has none
  'file.transfer': { input: () => ({}), may: signedIn },
  // an upload of somebody else is none
  'file.finish': { input: ({ fileId }) => ({ id: fileId }), may: () => [] },
  // only what oneself sent is listed
  'file.unfinished': { input: ({ code }) => ({ dossierCode: code, supplementId: 'none', paperCode: 'none' }), may: signedIn },
  'file.scans': { input: ({ code }) => ({ dossierCode: code, supplementId: 'none' }), may: signedIn },
  'file.open': { input: ({ fileId }) => ({ id: fileId }), may: () => [] },
  'file.ofSupplement': { input: ({ code }) => ({ code, supplementId: 'none' }), may: only('party') },
  'file.removeFromSupplement': { input: ({ fileId }) => ({ id: fileId }), may: () => [] },
  'document.open': { input: ({ code, documentId }) => ({ code, id: documentId }), may: () => viewers },
  'document.verify': { input: ({ verifyId }) => ({ verifyId }), may: everybody },

  'payment.status': { input: () => ({ reference: 'dvcMATRIX' }), may: () => viewers },
  'payment.start': { input: (target) => ({ ...onDossier(target), feeIds: ['le-phi-dang-ky'] }), may: only('party') },
  'payment.takeCash': {
    input: (target) => ({ ...onDossier(target), feeIds: ['le-phi-dang-ky'] }),
    may: only('desk@own', 'desk@otherUnit', 'accountant@own', 'accountant@otherUnit'),
  },

  'calendar.overview': { may: withRole('operator', 'admin', 'procedureController') },
  'calendar.year': { input: () => ({ scope: 'vn', year: 2026 }), may: withRole('operator', 'admin', 'procedureController') },
  'calendar.preview': { input: () => ({ scope: 'agency:xa-a' }), may: calendarKeepers },
  'calendar.propose': { input: () => ({ year: 2026 }), may: withRole('operator') },
  'calendar.saveDay': {
    input: () => ({ scope: 'agency:xa-a', date: '2027-03-01', kind: 'HOLIDAY', nameVi: 'Ngày thử', basis: 'Căn cứ thử' }),
    may: calendarKeepers,
  },
  'calendar.saveSwap': {
    input: () => ({ scope: 'agency:xa-a', off: '2027-03-06', work: '2027-03-13', basis: 'Căn cứ thử' }),
    may: calendarKeepers,
  },
  'calendar.removeDay': { input: () => ({ scope: 'agency:xa-a', date: '2027-03-01' }), may: calendarKeepers },
  'calendar.confirmYear': { input: () => ({ year: 2199, basis: 'Căn cứ thử' }), may: withRole('operator') },
  'calendar.saveWeek': {
    input: () => ({ scope: 'agency:xa-a', week: NO_WEEK, weekCountsAsDay: ['1'], validFrom: '2027-03-01', basis: 'Căn cứ thử' }),
    may: calendarKeepers,
  },
  'calendar.publish': {
    input: () => ({ scope: 'agency:xa-a', draftHash: '0'.repeat(64), noteVi: 'Căn cứ thử' }),
    may: calendarKeepers,
  },
  ...VOICE,
  'exchange.overview': { may: withRole('operator', 'admin') },
  'exchange.log': { input: () => ({}), may: withRole('operator', 'admin') },
  // nothing is set aside here: who may, stops behind the question
  'exchange.liftQuarantine': { input: ({ code }) => ({ dossierCode: code }), may: withRole('admin') },
  'exchange.replay': {
    input: ({ code }) => ({ dossierCode: code, target: 'PORTAL', lineSeq: 999 }),
    may: withRole('operator', 'admin'),
  },
}
