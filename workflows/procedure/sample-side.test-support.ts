import type { ProcedureDefinition } from './definition.ts'
import { sampleDefinition } from './sample.test-support.ts'

const on = (id: string, to: string, more: object = {}) => ({ id, labelVi: 'Chuyển bước tiếp theo', to, ...more })
const step = (id: string, kind: string, role: string, outcomes: object[], more: object = {}) => ({
  id,
  kind,
  nameVi: `Bước ${id}`,
  publicVi: 'Cơ quan đang xử lý hồ sơ',
  performer: { role, unitKind: role === 'leader' ? 'leadership' : role === 'clerk' ? 'clerical' : 'justice' },
  limit: { unit: 'workingDay', amount: 0.25 },
  outcomes,
  source: 'thiết kế',
  ...more,
})
const member = (id: string, unitKind: string, more: object = {}) => ({
  id,
  nameVi: `Cơ quan ${id}`,
  performer: { role: 'officer', unitKind, agency: 'competent' },
  ...more,
})

const STEPS = [
  step('allot', 'assign', 'head', [on('forward', 'check')]),
  step('check', 'review', 'officer', [on('eligible', 'side'), on('proposeRefuse', 'write', { reasonRequired: true })], {
    checks: [
      { id: 'papers', labelVi: 'Đã xem bản chính' },
      { id: 'person', labelVi: 'Đã đối chiếu căn cước' },
    ],
    makes: [
      { form: 'MAU_06', at: 'open' },
      { form: 'MAU_07', at: 'close' },
    ],
    pauseApprover: 'leader',
  }),
  step('visit', 'verify', 'officer', [on('found', 'opinions'), on('proposeRefuse', 'write', { reasonRequired: true })]),
  step('opinions', 'consult', 'officer', [on('forward', 'join'), on('again', 'visit', { back: true })], {
    limit: { unit: 'workingDay', amount: 1 },
    members: {
      fixed: [
        member('tax', 'accounting'),
        member('land', 'landRegistry'),
        member('order', 'police', { when: 'case = "posted"' }),
      ],
      limit: { unit: 'workingHour', amount: 4 },
      silence: 'consents',
      join: { type: 'all' },
      answers: [
        { id: 'agree', labelVi: 'Đồng ý', counts: 'for' },
        { id: 'object', labelVi: 'Không đồng ý', counts: 'against', reasonRequired: true },
      ],
    },
  }),
  step('posting', 'publicPosting', 'officer', [on('noClaim', 'note')], {
    outsideLimit: { basis: 'niêm yết' },
    limit: { unit: 'calendarDay', amount: 7 },
    whenLate: 'consent',
    lateOutcome: 'noClaim',
    isPublic: false,
  }),
  step('note', 'review', 'officer', [on('noted', 'join')]),
  step('write', 'draft', 'officer', [on('forward', 'agree')], {
    performer: { role: 'officer', unitKind: 'justice', sameAs: 'check' },
  }),
  step('agree', 'approve', 'head', [on('agreed', 'sign'), on('sendBack', 'write', { back: true })], {
    performer: { role: 'head', unitKind: 'justice', notSameAs: 'write' },
  }),
  step('sign', 'sign', 'leader', [
    on('granted', 'enter', { decision: 'GRANTED' }),
    on('refused', 'enter', { decision: 'REFUSED', reasonRequired: true }),
    on('sendBack', 'check', { back: true }),
    on('allAgain', 'side', { back: true }),
  ]),
  step('enter', 'number', 'clerk', [on('numbered', 'end')]),
]

const SIDE = {
  id: 'side',
  nameVi: 'Làm song song',
  branches: [
    { id: 'asking', nameVi: 'Lấy ý kiến', start: 'visit', steps: ['visit', 'opinions'] },
    { id: 'showing', nameVi: 'Niêm yết', start: 'posting', steps: ['posting', 'note'], when: 'case = "posted"' },
  ],
  join: { type: 'all' },
  to: 'write',
}

/** Ten steps as an agency could have them: two branches side by side, one with opinions of others, and a fee that comes first. */
export const sideDefinition = (change: object = {}): ProcedureDefinition =>
  sampleDefinition({ code: '9.999998', start: 'allot', steps: STEPS, blocks: [SIDE], ...change })
