import type { SettingKey, SettingValue } from '#server/modules/setting/setting.schema.ts'

type First = { [Key in Exclude<SettingKey, 'demo'>]: { value: SettingValue<Key>; source: string } }

const civilStatusFee = (amountVnd: number) => ({
  value: {
    amountVnd,
    basisVi: 'Mức do Hội đồng nhân dân thành phố quy định (giá trị mẫu, chưa kiểm chứng)',
    verified: false,
  },
  source: 'Sample value: the resolution of the city council that sets civil-status fees was not read',
})

/** First values; what an administrator changed afterwards is never overwritten. A setting without a first value does not compile. */
export const firstSettings: First = {
  'fee.hoTich.late': civilStatusFee(8_000),
  'fee.hoTich.lateDeath': civilStatusFee(8_000),
  'fee.hoTich.maritalStatus': civilStatusFee(15_000),
  'fee.hoTich.parentage': civilStatusFee(15_000),
  'fee.hoTich.change': civilStatusFee(15_000),
  'upload.maxBytes': { value: 20_000_000, source: 'Chosen by us: a scanned paper of some pages' },
  'draft.days': { value: 30, source: 'Chosen by us' },
  'due.soonMinutes': { value: 480, source: 'Chosen by us: one working day' },
  'timer.reminders': { value: [480, 120], source: 'Chosen by us: a working day and two working hours before a limit' },
  'payment.beneficiary': {
    value: { account: '3713.0.1058888.00000', bank: 'Kho bạc Nhà nước (tài khoản mẫu)', name: 'Cơ quan thu phí, lệ phí (mẫu)' },
    source: 'Sample value: a real installation enters its account at the State Treasury',
  },
  'extension.rule': {
    value: { max: 1, mayMoveLegalDue: false, basisVi: 'Giá trị giả định: gia hạn một lần, không đổi hạn theo luật' },
    source: 'Assumed: one extension, the legal limit stays',
  },
}
