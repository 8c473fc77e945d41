import type { Persona, Row } from './permission-table.ts'

// Whom the applicant lets in, what is said in a dossier, who looked at it, and its history.

const party = (): Persona[] => ['party']
/** Accountants and directors read a dossier and have nothing to say in it. */
const writers = (): Persona[] => [
  'party',
  'desk@own',
  'desk@otherUnit',
  'officer@own',
  'head@own',
  'leader@own',
  'leader@otherUnit',
  'delegate@own',
]

export const COMPANY: Record<string, Row> = {
  'dossier.chooseResultWay': { input: ({ code, requestId }) => ({ code, requestId, way: 'DESK' }), may: party },
  'dossier.readers': { input: ({ code }) => ({ code }), may: party },
  'history.take': { input: ({ code }) => ({ code }), may: party },
  'history.check': { input: () => ({ text: '{}' }), may: (all) => all },
  'invitation.of': { input: ({ code }) => ({ about: { code } }), may: party },
  'invitation.mine': { may: () => ['party', 'otherCitizen'] },
  'invitation.invite': {
    input: ({ code }) => ({ about: { code }, kind: 'HELP', personalId: '031090000003' }),
    may: party,
  },
  // nobody of the matrix was asked
  'invitation.answer': { input: ({ fileId }) => ({ id: fileId, accept: true }), may: () => [] },
  'invitation.end': { input: ({ fileId }) => ({ id: fileId }), may: () => [] },
  'message.list': { input: ({ code }) => ({ code }), may: writers },
  'message.summary': { input: ({ code }) => ({ code }), may: writers },
  'message.send': { input: ({ code, requestId }) => ({ code, requestId, text: 'Xin hỏi một câu' }), may: writers },
  'message.markRead': { input: ({ code, fileId }) => ({ code, messageId: fileId }), may: writers },
}
