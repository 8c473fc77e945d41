import type { DefinitionInput } from '../procedure/definition.ts'

/**
 * Values that are the same in every procedure of the first catalogue. Read in no law text, only remembered: the eight hours of intake
 * (NĐ 45/2020), one supplement and one extension (NĐ 61/2018); assumed: ten working days to answer a supplement. Every definition's
 * `verifiedNoteVi` and `sourceNotes` say what was checked; pages for citizens name the law only.
 */
type Part<Name extends keyof DefinitionInput> = DefinitionInput[Name]

export const intakeLimit: Part<'intakeLimit'> = { unit: 'workingHour', amount: 8 }
export const intakeBasis = 'Nghị định 45/2020/NĐ-CP Điều 11'

export const supplement: Part<'supplement'> = {
  max: 1,
  limit: { unit: 'workingDay', amount: 10 },
  afterLimit: 'stop',
  clock: 'resume',
  basis: 'Nghị định 61/2018/NĐ-CP: yêu cầu bổ sung một lần',
}

export const extension: Part<'extension'> = {
  max: 1,
  basis: 'Nghị định 61/2018/NĐ-CP Điều 19 (hẹn lại một lần)',
}

export const sameDayLimit: Part<'limit'> = { unit: 'sameDay', amount: 1, cutOff: '15:00' }

/** Step limits of the catalogue are design, not law; in whole working hours, eight to a day. */
export const hours = (amount: number) => ({ unit: 'workingHour', amount }) as const

export const justiceOfficer = { role: 'officer', unitKind: 'justice' } as const
export const economyOfficer = { role: 'officer', unitKind: 'economy' } as const
export const leader = { role: 'leader', unitKind: 'leadership' } as const
export const clerk = { role: 'clerk', unitKind: 'clerical' } as const

export const DESIGN = 'Thiết kế của hệ thống, không phải quy định'

export const sexes = [
  { value: 'male', labelVi: 'Nam', labelEn: 'Male' },
  { value: 'female', labelVi: 'Nữ', labelEn: 'Female' },
]

/** The written answer when a request cannot be granted: drawn up by whoever examined it, signed by the leader, issued like any result. */
export function refusalSteps(
  officer: typeof justiceOfficer | typeof economyOfficer,
  sign: typeof leader & { notSameAs?: string },
) {
  return [
    {
      id: 'refusal',
      kind: 'draft',
      nameVi: 'Dự thảo văn bản thông báo không giải quyết',
      nameEn: 'Draft the written refusal',
      publicVi: 'Cơ quan đang soạn văn bản trả lời hồ sơ của ông/bà.',
      publicEn: 'The agency is writing its answer to your dossier.',
      performer: { ...officer, sameAs: 'check' },
      limit: hours(1),
      data: [
        {
          id: 'refusalText',
          labelVi: 'Lý do không giải quyết, căn cứ pháp luật',
          labelEn: 'Reason and legal basis',
          type: 'longText',
          required: true,
        },
      ],
      outcomes: [{ id: 'forward', labelVi: 'Trình ký', labelEn: 'Submit for signature', to: 'sign-refusal' }],
      source: DESIGN,
    },
    {
      id: 'sign-refusal',
      kind: 'sign',
      nameVi: 'Ký văn bản thông báo không giải quyết',
      nameEn: 'Sign the written refusal',
      publicVi: 'Lãnh đạo đang xem xét văn bản trả lời hồ sơ của ông/bà.',
      publicEn: 'The leader is considering the answer to your dossier.',
      performer: sign,
      limit: hours(1),
      whenLate: 'escalate',
      outcomes: [
        { id: 'refused', labelVi: 'Ký văn bản từ chối', labelEn: 'Sign the refusal', to: 'issue', decision: 'REFUSED' },
        { id: 'sendBack', labelVi: 'Trả lại, nêu lý do', labelEn: 'Send back with a reason', to: 'check', back: true },
      ],
      source: DESIGN,
    },
  ] satisfies DefinitionInput['steps']
}

export const refusalResult = {
  code: 'van-ban-tu-choi',
  nameVi: 'Văn bản thông báo không giải quyết, nêu rõ lý do',
  nameEn: 'Written refusal with reasons',
  kind: 'refusal',
  decision: 'REFUSED',
  lines: [{ labelVi: 'Lý do, căn cứ', value: 'refusalText' }],
} satisfies DefinitionInput['results'][number]
