import { z } from 'zod'
import { NOTICE_CHANNELS, NOTICE_KINDS } from '../notification/notification.schema.ts'

/** An amount that a provincial people's council sets: unverified ones are shown as such. */
export const localAmountSchema = z.object({ amountVnd: z.int().min(0), basisVi: z.string().min(1), verified: z.boolean() })

export type LocalAmount = z.infer<typeof localAmountSchema>

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** Every setting that lies in the database, with the shape of its value. What law leaves to the place or to the office stands here. */
export const settingSchemas = {
  demo: z.boolean(),
  'fee.hoTich.late': localAmountSchema,
  'fee.hoTich.lateDeath': localAmountSchema,
  'fee.hoTich.maritalStatus': localAmountSchema,
  'fee.hoTich.parentage': localAmountSchema,
  'fee.hoTich.change': localAmountSchema,
  'upload.maxBytes': z.int().min(1).max(200_000_000),
  /** Bytes of an upload that nobody goes on with are kept so long. */
  'upload.unfinishedHours': z.int().min(1).max(720),
  /** A picture below this variance of its Laplacian is called blurred; the person may send it all the same. */
  'upload.blurBelow': z.int().min(0).max(10_000),
  /**
   * Files that no scanner has judged: after so many minutes without an answer they may be submitted (null: never), still closed to everybody
   * but their sender; and whether they may be opened where no scanner is connected at all.
   */
  'scan.rule': z.object({
    submitAfterMinutes: z.int().min(0).nullable(),
    openWithoutScanner: z.boolean(),
    basisVi: z.string().min(1),
  }),
  /** Papers whose name has one of these words are shown to others with a mark: for what, by whom and when. */
  'watermark.papers': z.object({ wordsVi: z.array(z.string().min(3)), basisVi: z.string().min(1) }),
  'draft.days': z.int().min(1).max(365),
  /** So many days before a draft ends its owner is told. */
  'draft.warnDays': z.int().min(1).max(60),
  /** So long after an invitation has come to nothing, or to its end, the personal number of who was asked is kept. */
  'invitation.numberDays': z.object({ days: z.int().min(1).max(3650), basisVi: z.string().min(1), verified: z.boolean() }),
  /** From so many ended dossiers on, a procedure's page says how long they really took. */
  'procedure.minCases': z.int().min(1).max(500),
  /** Where procedures are filed that ministries or the national portal handle; `{code}` stands for the code of the procedure. */
  'procedure.elsewhere': z.object({
    MINISTRY: z.object({ url: z.url(), nameVi: z.string().min(1) }),
    NATIONAL: z.object({ url: z.url(), nameVi: z.string().min(1) }),
  }),
  /** A dossier is "due soon" in its last counted minutes. */
  'due.soonMinutes': z.int().min(0),
  /** Reminders before a limit passes, in counted minutes. */
  'timer.reminders': z.array(z.int().min(1)),
  /** Where money paid online goes: the account at the State Treasury. */
  'payment.beneficiary': z.object({ account: z.string().min(1), bank: z.string().min(1), name: z.string().min(1) }),
  /** What is told by which way, as long as the person has not decided otherwise. */
  'notice.defaults': z.record(z.enum(NOTICE_KINDS), z.array(z.enum(NOTICE_CHANNELS))),
  /** Of the ways that cost money the first is tried, then the next. */
  'notice.order': z.array(z.enum(['ZALO', 'SMS'])),
  /** Between these hours a phone stays still, unless a limit ends within so many hours of the morning. */
  'notice.quiet': z.object({ from: clockTime, to: clockTime, urgentHours: z.int().min(0).max(72), basisVi: z.string().min(1) }),
  /** How long a partner that is away is waited for: where another way is left, and where it was the last one. */
  'notice.giveUpMinutes': z.object({ withFallBack: z.int().min(1), last: z.int().min(1) }),
  /** How long a rating can be changed; below so many ratings no figures are shown. */
  'rating.editDays': z.int().min(0).max(365),
  'rating.minCount': z.int().min(1).max(1000),
  'petition.answer': z.object({ workingDays: z.int().min(1).max(90), basisVi: z.string().min(1), verified: z.boolean() }),
  'extension.rule': z.object({ max: z.int().min(0), mayMoveLegalDue: z.boolean(), basisVi: z.string().min(1) }),
} as const
export type SettingKey = keyof typeof settingSchemas
export type SettingValue<Key extends SettingKey> = z.output<(typeof settingSchemas)[Key]>
