import { Text, View } from '@react-pdf/renderer'
import type { ResultData } from './document.schema.ts'
import { h, letterhead, officeVi, paper, paragraph, signatures, t, verifyBlock } from './elements.ts'
import { capitals } from './vietnamese.ts'

const SIZE = 13

/** The result itself: a certificate or decision with its lines, or a refusal with its reason. A4, as agencies file and frame them. */
export function result(data: ResultData) {
  return paper(
    data,
    data.nameVi,
    { size: 'A4', fontSize: SIZE },
    letterhead(data, 12),
    h(
      View,
      { style: { marginTop: 22, marginBottom: 14 } },
      h(Text, { style: { fontSize: 16, lineHeight: 1.25, fontWeight: 700, textAlign: 'center' } }, capitals(data.nameVi)),
    ),
    h(
      View,
      {},
      ...data.legalBasis.map((basis) =>
        h(Text, { key: basis, style: { fontStyle: 'italic', marginBottom: 3 } }, `Căn cứ ${basis};`),
      ),
      h(
        Text,
        { style: { fontStyle: 'italic', marginBottom: 10 } },
        `Xét hồ sơ số ${data.code} của ông (bà) ${data.owner.fullName} về việc ${data.procedure.nameVi} (${data.procedure.code}),`,
      ),
      ...(data.decision === 'GRANTED' ? granted(data) : refused(data)),
    ),
    h(
      View,
      { style: { marginTop: 14 } },
      signatures(
        verifyBlock(data.verifyUrl, data.verifyId, 9),
        { roleVi: officeVi(data.signer), hintVi: '(Ký, đóng dấu)', nameVi: data.signer.fullName },
        70,
      ),
    ),
  )
}

function granted(data: ResultData) {
  return [
    h(
      Text,
      { key: 'grants', style: { fontWeight: 700, textAlign: 'center', marginBottom: 10 } },
      data.kind === 'decision' ? 'QUYẾT ĐỊNH:' : `${capitals(data.agency.nameVi)} ${VERB[data.kind]}:`,
    ),
    ...data.lines.map((item, index) =>
      h(
        View,
        { key: `${index}`, style: { flexDirection: 'row', marginBottom: 5 }, wrap: false },
        h(Text, { style: { width: '38%', paddingRight: 8 } }, item.labelVi),
        h(Text, { style: { width: '62%', fontWeight: 700 } }, item.valueVi || '–'),
      ),
    ),
    data.reason ? h(View, { key: 'note', style: { marginTop: 6 } }, paragraph(t('Ghi chú: ', 'bold'), data.reason)) : null,
    data.validityVi
      ? h(View, { key: 'validity', style: { marginTop: 6 } }, paragraph(t('Thời hạn hiệu lực: ', 'bold'), data.validityVi))
      : null,
  ]
}

const VERB = {
  certificate: 'CHỨNG NHẬN',
  copy: 'CHỨNG THỰC',
  reply: 'TRẢ LỜI',
  refusal: 'THÔNG BÁO',
  decision: 'QUYẾT ĐỊNH',
} as const

function refused(data: ResultData) {
  return [
    h(
      View,
      { key: 'refuses' },
      paragraph(`${data.agency.nameVi} thông báo không giải quyết yêu cầu của ông (bà) ${data.owner.fullName} với lý do sau:`),
      h(View, { style: { marginVertical: 6 } }, paragraph(data.reason ?? '–')),
      ...data.lines.map((item) => paragraph(`${item.labelVi}: `, t(item.valueVi || '–', 'bold'))),
      paragraph('Nếu không đồng ý với nội dung trên, ông (bà) có quyền khiếu nại hoặc khởi kiện theo quy định của pháp luật.'),
    ),
  ]
}
