import type { Role } from '#workflows/procedure/definition.ts'
import type { Persona, Row } from './permission-table.ts'

// Notices, ratings and petitions. The petition and the notice of the matrix belong to `party` and xa-a.

const everybody = (all: Persona[]) => all
const citizens = () => ['party', 'otherCitizen'] as Persona[]
const here =
  (...roles: Role[]) =>
  (all: Persona[]) =>
    all.filter((persona) => roles.some((role) => persona === `${role}@own` || persona === `${role}@otherUnit`))
const anywhere =
  (...roles: Role[]) =>
  (all: Persona[]) =>
    all.filter((persona) => roles.some((role) => persona.startsWith(`${role}@`)))
const party = () => ['party'] as Persona[]
const answerers = here('director', 'leader', 'procedureController')
const words = 'Một câu đủ dài để được nhận, về việc thử quyền.'

export const VOICE: Record<string, Row> = {
  'notice.mine': { input: () => ({}), may: citizens },
  'notice.unseen': { may: citizens },
  'notice.seen': { input: () => ({}), may: citizens },
  'notice.choices': { may: citizens },
  'notice.saveChoices': { input: () => ({ choices: {}, quietFrom: null, quietTo: null }), may: citizens },
  'notice.subscribe': {
    input: () => ({ endpoint: 'https://push.example/x', p256dh: 'A'.repeat(87), auth: 'A'.repeat(22) }),
    may: citizens,
  },
  'notice.unsubscribe': { input: () => ({ endpoint: 'https://push.example/x' }), may: citizens },
  'notice.undeliverable': { input: () => ({}), may: anywhere('desk', 'director', 'operator') },
  'notice.handle': { input: ({ noticeId }) => ({ id: noticeId, how: 'CALLED' }), may: here('desk', 'director', 'operator') },

  'rating.mine': { input: ({ code }) => ({ code }), may: party },
  'rating.give': { input: ({ code }) => ({ code, level: 5 }), may: party },
  'rating.figures': { input: () => ({ agencyId: 'xa-a' }), may: here('director', 'leader', 'head', 'procedureController') },

  'petition.agencies': { may: everybody },
  'petition.rule': { may: everybody },
  'petition.published': { input: () => ({}), may: everybody },
  'petition.mine': { input: () => ({}), may: citizens },
  'petition.get': { input: ({ petitionCode }) => ({ code: petitionCode }), may: (all) => [...party(), ...answerers(all)] },
  'petition.send': {
    input: ({ requestId }) => ({ requestId, kind: 'REPORT', category: 'other', agencyId: 'xa-a', title: 'Thử quyền gửi', words }),
    may: citizens,
  },
  'petition.enter': {
    input: ({ requestId }) => ({
      requestId,
      kind: 'REPORT',
      category: 'other',
      agencyId: 'xa-a',
      title: 'Thử quyền ghi giúp',
      words,
      personName: 'Nguyễn Thị Thử',
      personPhone: '0901000888',
      answerWay: 'CALL',
    }),
    may: anywhere('desk'),
  },
  // its own person wrote it, so there is no slip for anybody
  'petition.slip': { input: ({ petitionCode }) => ({ code: petitionCode }), may: () => [] },
  // each time another code, because a code that is guessed at too often is shut; with its secret it is everybody's (desk-petitions.test.ts)
  'petition.track': { input: ({ requestId }) => ({ code: `PA.${requestId}`, secret: '0123456789AB' }), may: () => [] },
  // a file of nothing: who may, stops at the input
  'petition.attach': { input: () => ({}), may: citizens },
  'petition.file': { input: ({ fileId }) => ({ id: fileId }), may: () => [] },
  'petition.list': { input: () => ({}), may: anywhere('director', 'leader', 'procedureController') },
  'petition.take': { input: ({ petitionCode, requestId }) => ({ code: petitionCode, requestId }), may: answerers },
  // to itself: who may, stops at the input
  'petition.forward': {
    input: ({ petitionCode, requestId }) => ({ code: petitionCode, requestId, toAgencyId: 'xa-a', reason: words }),
    may: answerers,
  },
  'petition.refer': {
    input: ({ petitionCode, requestId }) => ({ code: petitionCode, requestId, kind: 'COMPLAINT', to: words, reason: words }),
    may: answerers,
  },
  'petition.answer': {
    input: ({ petitionCode, requestId }) => ({ code: petitionCode, requestId, answer: words }),
    may: answerers,
  },
  'petition.withdraw': { input: ({ petitionCode, requestId }) => ({ code: petitionCode, requestId }), may: party },
  'petition.noteReferral': { input: ({ requestId }) => ({ requestId, kind: 'COMPLAINT', agencyId: 'xa-a' }), may: citizens },
  'petition.myReferrals': { may: citizens },
}
