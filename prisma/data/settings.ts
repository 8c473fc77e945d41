import type { SettingKey, SettingValue } from '#server/modules/setting/setting.schema.ts'

type Row = { [Key in Exclude<SettingKey, 'demo'>]: { key: Key; value: SettingValue<Key>; source: string } }[Exclude<
  SettingKey,
  'demo'
>]

/** First values; what an administrator changed afterwards is never overwritten. */
export const firstSettings: Row[] = [
  {
    key: 'fee.hoTich.late',
    value: {
      amountVnd: 8_000,
      basisVi: 'Mức do Hội đồng nhân dân thành phố quy định (giá trị mẫu, chưa kiểm chứng)',
      verified: false,
    },
    source: 'Sample value: the resolution of the city council that sets civil-status fees was not read',
  },
  { key: 'upload.maxBytes', value: 20_000_000, source: 'Chosen by us: a scanned paper of some pages' },
  { key: 'draft.days', value: 30, source: 'Chosen by us' },
  { key: 'due.soonMinutes', value: 480, source: 'Chosen by us: one working day' },
  { key: 'timer.reminders', value: [480, 120], source: 'Chosen by us: a working day and two working hours before a limit' },
  {
    key: 'extension.rule',
    value: { max: 1, mayMoveLegalDue: false, basisVi: 'Giá trị giả định: gia hạn một lần, không đổi hạn theo luật' },
    source: 'Assumed: one extension, the legal limit stays',
  },
]
