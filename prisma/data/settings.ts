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
  'upload.unfinishedHours': { value: 48, source: 'Chosen by us: until the evening of the next day, for people on bad lines' },
  'upload.blurBelow': {
    value: 60,
    source:
      'Chosen by us: scaled to 1000 pixels a printed page measures thousands when sharp, some 80 when its small print is gone, 5 when nothing can be read; the measure is Pech-Pacheco et al. 2000',
  },
  'scan.rule': {
    value: {
      submitAfterMinutes: 15,
      openWithoutScanner: true,
      basisVi: 'Giá trị giả định: máy quét nghỉ không làm người dân lỡ ngày nộp; cán bộ chỉ mở được tệp sau khi quét',
    },
    source: 'Assumed: an outage of ours must not cost a person the day of filing',
  },
  'watermark.papers': {
    value: {
      wordsVi: ['căn cước', 'chứng minh nhân dân', 'hộ chiếu', 'giấy tờ tùy thân', 'giấy khai sinh', 'giấy chứng sinh'],
      basisVi: 'Giá trị giả định: giấy tờ định danh, để bản sao bị lộ cho biết lộ từ đâu',
    },
    source: 'Assumed: papers by which a person can be impersonated (Luật 91/2025/QH15)',
  },
  'draft.days': { value: 30, source: 'Chosen by us' },
  'invitation.numberDays': {
    value: {
      days: 30,
      basisVi: 'Luật 91/2025/QH15: dữ liệu cá nhân chỉ giữ trong thời gian cần thiết; luật không nêu số ngày',
      verified: false,
    },
    source: 'Chosen by us: no text says how many days',
  },
  'draft.warnDays': { value: 5, source: 'Chosen by us' },
  'procedure.minCases': {
    value: 20,
    source: 'Chosen by us: with fewer dossiers one slow case moves the figure, and single people could be told from it',
  },
  'procedure.elsewhere': {
    value: {
      MINISTRY: { url: 'https://dichvucong.gov.vn/', nameVi: 'Cổng Dịch vụ công quốc gia, nơi dẫn tới hệ thống của bộ, ngành' },
      NATIONAL: { url: 'https://dichvucong.gov.vn/', nameVi: 'Cổng Dịch vụ công quốc gia' },
    },
    source: 'Address of the national portal; the address of a single procedure there was not checked, {code} may be put into it',
  },
  'due.soonMinutes': { value: 480, source: 'Chosen by us: one working day' },
  'timer.reminders': { value: [480, 120], source: 'Chosen by us: a working day and two working hours before a limit' },
  'payment.beneficiary': {
    value: { account: '3713.0.1058888.00000', bank: 'Kho bạc Nhà nước (tài khoản mẫu)', name: 'Cơ quan thu phí, lệ phí (mẫu)' },
    source: 'Sample value: a real installation enters its account at the State Treasury',
  },
  'notice.defaults': {
    value: {
      LEGAL: ['EMAIL', 'ZALO', 'SMS', 'PUSH', 'IN_APP'],
      MONEY: ['EMAIL', 'ZALO', 'PUSH', 'IN_APP'],
      REMINDER: ['EMAIL', 'ZALO', 'SMS', 'PUSH', 'IN_APP'],
      PETITION: ['EMAIL', 'ZALO', 'PUSH', 'IN_APP'],
      PROGRESS: ['EMAIL', 'PUSH', 'IN_APP'],
    },
    source: 'Chosen by us: what has a limit or a decision also goes to the phone',
  },
  'notice.order': { value: ['ZALO', 'SMS'], source: 'Chosen by us: the cheaper way first' },
  'notice.quiet': {
    value: {
      from: '22:00',
      to: '07:00',
      urgentHours: 3,
      basisVi:
        'Nghị định 91/2020/NĐ-CP chỉ cho gửi tin nhắn quảng cáo từ 07 giờ đến 22 giờ; áp dụng tương tự cho thông báo (giả định)',
    },
    source: 'Assumed: the hours of Decree 91/2020 are for advertising; we keep them for notices as well',
  },
  'notice.giveUpMinutes': { value: { withFallBack: 120, last: 1440 }, source: 'Chosen by us' },
  'rating.editDays': { value: 15, source: 'Chosen by us' },
  'rating.minCount': { value: 5, source: 'Chosen by us: fewer ratings would show who gave them' },
  'petition.answer': {
    value: {
      workingDays: 15,
      basisVi: 'Nghị định 20/2008/NĐ-CP về tiếp nhận, xử lý phản ánh, kiến nghị',
      verified: false,
    },
    source: 'Assumed: the limit of the decree and of the city was not read',
  },
  'extension.rule': {
    value: { max: 1, mayMoveLegalDue: false, basisVi: 'Giá trị giả định: gia hạn một lần, không đổi hạn theo luật' },
    source: 'Assumed: one extension, the legal limit stays',
  },
}
