import { z } from 'zod'
import { fieldSchema } from '#workflows/form/form.schema.ts'

const choices = [
  { value: 'father', labelVi: 'Cha' },
  { value: 'mother', labelVi: 'Mẹ' },
]

/** One question of each kind; the words are invented. */
export const everyField = z.array(fieldSchema).parse([
  { id: 'askedName', type: 'text', format: 'personName', labelVi: 'Họ, chữ đệm, tên', required: true },
  { id: 'askedReason', type: 'longText', labelVi: 'Lý do', hintVi: 'Ghi ngắn gọn.' },
  { id: 'askedNumber', type: 'personalNumber', labelVi: 'Số định danh cá nhân', required: true },
  { id: 'askedPhone', type: 'phone', labelVi: 'Số điện thoại', required: true },
  { id: 'askedEmail', type: 'email', labelVi: 'Thư điện tử' },
  { id: 'askedDate', type: 'date', labelVi: 'Ngày sinh', required: true, notFuture: true },
  { id: 'askedPlace', type: 'place', labelVi: 'Nơi sinh', required: true },
  { id: 'askedMoney', type: 'money', labelVi: 'Vốn kinh doanh', required: true },
  { id: 'askedAmount', type: 'number', labelVi: 'Số bản', required: true, min: 1, max: 20 },
  { id: 'askedChoice', type: 'choice', labelVi: 'Quan hệ với cháu bé', options: choices, required: true },
  { id: 'askedYesNo', type: 'yesNo', labelVi: 'Có nhận bản điện tử không', required: true },
  { id: 'askedTotal', type: 'computed', labelVi: 'Tiền bản sao', value: 'askedAmount * 8000', shows: 'money' },
  {
    id: 'askedRows',
    type: 'repeat',
    labelVi: 'Thành viên hộ gia đình',
    rowVi: 'thành viên',
    min: 1,
    fields: [
      { id: 'rowName', type: 'text', format: 'personName', labelVi: 'Họ, chữ đệm, tên', required: true },
      { id: 'rowYear', type: 'number', labelVi: 'Năm sinh' },
    ],
  },
])

export const givenAnswers = { askedName: 'Nguyễn Thị Nhung', askedMoney: 50_000_000, askedAmount: 3, askedDate: '2026-02-31' }
