import type { DefinitionInput } from '../procedure/definition.ts'

export const certifiedCopyForm: DefinitionInput['form'] = {
  version: 1,
  pages: [
    {
      id: 'requester',
      titleVi: 'Người yêu cầu chứng thực',
      titleEn: 'Who is asking',
      fields: [
        {
          id: 'requesterName',
          labelVi: 'Họ, chữ đệm, tên',
          labelEn: 'Full name',
          type: 'text',
          format: 'personName',
          required: true,
          prefill: 'fullName',
          personal: true,
        },
        {
          id: 'requesterPersonalId',
          labelVi: 'Số định danh cá nhân',
          labelEn: 'Personal number',
          type: 'personalNumber',
          prefill: 'personalId',
          personal: true,
        },
        { id: 'requesterPhone', labelVi: 'Số điện thoại', labelEn: 'Telephone', type: 'phone', prefill: 'phone', personal: true },
      ],
    },
    {
      id: 'document',
      titleVi: 'Giấy tờ cần chứng thực bản sao',
      titleEn: 'What is to be copied',
      fields: [
        {
          id: 'documentName',
          labelVi: 'Tên giấy tờ, văn bản',
          labelEn: 'Name of the document',
          hintVi: 'Ví dụ: Bằng tốt nghiệp trung học phổ thông',
          hintEn: 'For example: school leaving certificate',
          type: 'text',
          maxLength: 200,
          required: true,
        },
        { id: 'documentNumber', labelVi: 'Số, ký hiệu', labelEn: 'Number', type: 'text', maxLength: 60 },
        { id: 'documentIssuer', labelVi: 'Cơ quan cấp', labelEn: 'Issued by', type: 'text', maxLength: 200 },
        {
          id: 'pageCount',
          labelVi: 'Số trang của bản chính',
          labelEn: 'Pages of the original',
          type: 'number',
          min: 1,
          max: 2000,
          required: true,
        },
        { id: 'copyCount', labelVi: 'Số bản sao', labelEn: 'Number of copies', type: 'number', min: 1, max: 200, required: true },
        {
          id: 'copyKind',
          labelVi: 'Hình thức bản sao',
          labelEn: 'Kind of copy',
          type: 'choice',
          required: true,
          options: [
            { value: 'paper', labelVi: 'Bản giấy', labelEn: 'On paper' },
            { value: 'electronic', labelVi: 'Bản điện tử', labelEn: 'Electronic' },
          ],
        },
        {
          id: 'laterAgreed',
          labelVi: 'Nhiều trang, nhiều bản: người yêu cầu đồng ý nhận kết quả sau, trong 2 ngày làm việc',
          labelEn: 'Many pages or copies: agreed to collect within two working days',
          type: 'yesNo',
        },
      ],
    },
  ],
}
