import { definitionSchema, type ProcedureDefinition } from './definition.ts'

const officer = { role: 'officer', unitKind: 'justice' }
const on = (id: string, to: string, more: object = {}) => ({ id, labelVi: 'Chuyển bước tiếp theo', to, ...more })
const step = (id: string, kind: string, outcomes: object[], more: object = {}) => ({
  id,
  kind,
  nameVi: `Bước ${id}`,
  publicVi: 'Cơ quan đang xử lý hồ sơ',
  performer: officer,
  limit: { unit: 'workingHour', amount: 0.5 },
  outcomes,
  source: 'thiết kế',
  ...more,
})
const answer = [{ id: 'answerNumber', labelVi: 'Số văn bản', type: 'text', required: true }]

/** One step of every kind in a row, with a way back, a way around and a refusal: no real procedure, but every word of the language. */
const SAMPLE = {
  schema: 1,
  code: '9.999999',
  version: 1,
  nameVi: 'Thủ tục mẫu',
  nameEn: 'Sample procedure',
  summaryVi: 'Dùng để thử',
  summaryEn: 'For tests',
  audienceVi: 'Công dân',
  fieldCode: 'TEST',
  fieldVi: 'Thử nghiệm',
  level: 'commune',
  competentAgencyKind: 'communePeoplesCommittee',
  competentAgencyVi: 'Ủy ban nhân dân cấp xã',
  online: { level: 'full' },
  sources: ['ONLINE', 'DESK', 'PORTAL'],
  route: 'LOCAL',
  effectiveFrom: '2026-01-01',
  effectiveTo: null,
  limit: { unit: 'workingDay', amount: 3 },
  limitBasis: 'thiết kế',
  intakeLimit: { unit: 'workingHour', amount: 8 },
  intakeBasis: 'thiết kế',
  feeLimit: { unit: 'workingDay', amount: 2 },
  feeBasis: 'thiết kế',
  supplement: { max: 1, limit: { unit: 'workingDay', amount: 5 }, afterLimit: 'stop', clock: 'resume', basis: 'thiết kế' },
  extension: { max: 1, basis: 'thiết kế' },
  form: {
    version: 1,
    pages: [
      { id: 'main', titleVi: 'Thông tin', fields: [{ id: 'kindOfMatter', labelVi: 'Loại', type: 'text', required: true }] },
    ],
  },
  papers: [],
  fees: [
    {
      code: 'le-phi',
      kindOfMoney: 'LE_PHI',
      nameVi: 'Lệ phí',
      basis: 'thiết kế',
      rule: { type: 'fixed', amountVnd: 50_000 },
      when: 'beforeIntake',
      payOnline: true,
      exemptions: [],
      verified: false,
    },
  ],
  cases: [
    { code: 'posted', nameVi: 'Phải niêm yết', whenVi: 'Khi phải niêm yết', when: 'kindOfMatter = "posted"', verified: false },
    { code: 'ordinary', nameVi: 'Thông thường', whenVi: 'Mọi trường hợp khác', when: 'true', verified: false },
  ],
  start: 'allot',
  steps: [
    step('allot', 'assign', [on('forward', 'check')], { performer: { role: 'head', unitKind: 'justice' }, whenLate: 'escalate' }),
    step('check', 'review', [
      on('eligible', 'visit'),
      on('mustPost', 'posting', { when: 'case = "posted"' }),
      on('proposeRefuse', 'write', { reasonRequired: true }),
    ]),
    step('visit', 'verify', [on('found', 'tax')]),
    step('posting', 'publicPosting', [on('noClaim', 'tax')], {
      onlyIn: ['posted'],
      outsideLimit: { basis: 'niêm yết' },
      limit: { unit: 'calendarDay', amount: 7 },
    }),
    step('tax', 'financialObligation', [on('told', 'register', { noObligation: true }), on('paid', 'register')], {
      data: answer,
      outsideLimit: { basis: 'cơ quan thuế' },
      limit: null,
    }),
    step('register', 'external', [on('answered', 'write'), on('rejected', 'check', { back: true })], { data: answer }),
    step('write', 'draft', [on('forward', 'agree')], { performer: { ...officer, sameAs: 'check' } }),
    step('agree', 'approve', [on('agreed', 'sign'), on('sendBack', 'write', { back: true })], {
      performer: { role: 'head', unitKind: 'justice', notSameAs: 'write' },
    }),
    step(
      'sign',
      'sign',
      [
        on('granted', 'enter', { decision: 'GRANTED' }),
        on('refused', 'enter', { decision: 'REFUSED', reasonRequired: true }),
        on('sendBack', 'check', { back: true }),
      ],
      { performer: { role: 'leader', unitKind: 'leadership', notSameAs: 'write' } },
    ),
    step('enter', 'number', [on('numbered', 'seal')], { performer: { role: 'clerk', unitKind: 'clerical' } }),
    step('seal', 'issue', [on('issued', 'end')], { performer: { role: 'clerk', unitKind: 'clerical' } }),
  ],
  results: [
    { code: 'giay-to', nameVi: 'Giấy tờ', kind: 'certificate', decision: 'GRANTED', lines: [] },
    { code: 'tu-choi', nameVi: 'Văn bản từ chối', kind: 'refusal', decision: 'REFUSED', lines: [] },
  ],
  supplementReasons: [{ code: 'missing', vi: 'Thiếu giấy tờ' }],
  refusalReasons: [{ code: 'notOurs', vi: 'Không thuộc thẩm quyền' }],
  synonyms: [],
  lifeEvents: [],
  legalBasis: ['thiết kế'],
  verified: false,
  verifiedNoteVi: 'Dữ liệu thử',
  sourceNotes: [],
}

type SampleStep = (typeof SAMPLE.steps)[number]

/** The sample, changed at the top level or step by step. */
export function sampleDefinition(
  change: object = {},
  changeStep: (step: SampleStep) => object = (each) => each,
): ProcedureDefinition {
  return definitionSchema.parse({ ...SAMPLE, steps: SAMPLE.steps.map(changeStep), ...change })
}
