import { Document, Page, renderToBuffer, Text, View } from '@react-pdf/renderer'
import type { ReactElement } from 'react'
import { h, styles } from './elements.ts'
import { loadFonts, printableData } from './fonts.ts'
import { capitals, longDate } from './vietnamese.ts'

interface SampleRow {
  labelVi: string
  valueVi: string
  /** Of a repeated group. */
  rows: SampleRow[][]
}

export interface FilledSample {
  paperVi: string
  procedure: { code: string; nameVi: string; version: number }
  toVi: string
  /** Civil date. */
  filledOn: string
  signerVi: string
  pages: { titleVi: string; rows: SampleRow[] }[]
}

const SIZE = 12
const WARNING = 'BẢN MẪU ĐIỀN SẴN để tham khảo, không dùng để nộp. Tên, số và địa chỉ trong bản này không có thật.'

/** A declaration as it looks when it is filled in, with MẪU across each page; the same data gives the same bytes. */
export async function renderSample(given: FilledSample): Promise<Uint8Array> {
  await loadFonts()
  const data = printableData(given)
  const made = new Date(`${data.filledOn}T00:00:00.000Z`)
  const meta = {
    title: `Mẫu điền: ${data.paperVi}`,
    author: 'Một Cửa',
    creator: 'Một Cửa',
    producer: 'Một Cửa',
    language: 'vi',
    creationDate: made,
    modificationDate: made,
  }
  return renderToBuffer(
    h(
      Document,
      meta,
      h(
        Page,
        {
          size: 'A4',
          style: [styles.page, { paddingLeft: 71, paddingRight: 43, paddingTop: 50, paddingBottom: 64, fontSize: SIZE }],
        },
        stamp(),
        heading(data),
        ...data.pages.flatMap(({ titleVi, rows }) => [
          h(Text, { key: titleVi, style: { fontWeight: 700, marginTop: 9, marginBottom: 3 }, minPresenceAhead: 40 }, titleVi),
          ...rows.map((row, at) => answerLine(row, `${titleVi}-${at}`)),
        ]),
        ending(data),
        ...foot(data),
      ),
    ),
  )
}

/** Behind the answers, on every page, too large to be cut away. */
const stamp = () =>
  h(
    View,
    { fixed: true, style: { position: 'absolute', left: 0, right: 0, top: 290, alignItems: 'center' } },
    h(
      Text,
      {
        style: { fontSize: 190, fontWeight: 700, lineHeight: 1.2, color: '#b00020', opacity: 0.13, transform: 'rotate(-45deg)' },
      },
      'MẪU',
    ),
  )

interface Look {
  fontSize?: number
  fontWeight?: 700
  fontStyle?: 'italic'
  lineHeight?: number
  marginTop?: number
  marginBottom?: number
}
const centred = (text: string, style: Look = {}) => h(Text, { style: { textAlign: 'center', ...style } }, text)

const heading = ({ paperVi, toVi, procedure }: FilledSample) =>
  h(
    View,
    {},
    centred('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { fontWeight: 700 }),
    centred('Độc lập - Tự do - Hạnh phúc', { fontWeight: 700 }),
    h(View, { style: [styles.rule, { width: '34%', alignSelf: 'center' }] }),
    centred(capitals(paperVi), { fontSize: 14, fontWeight: 700, lineHeight: 1.25, marginTop: 12 }),
    centred(`(Thủ tục ${procedure.nameVi}, mã ${procedure.code})`, { fontStyle: 'italic', marginTop: 2 }),
    centred(`Kính gửi: ${toVi}`, { marginTop: 8, marginBottom: 4 }),
  )

function answerLine({ labelVi, valueVi, rows }: SampleRow, key: string): ReactElement {
  if (rows.length > 0)
    return h(
      View,
      { key, style: { marginBottom: 3 } },
      h(Text, {}, `${labelVi}:`),
      ...rows.flatMap((row, at) =>
        row.map((inner, n) => h(View, { key: `${at}-${n}`, style: { marginLeft: 14 } }, answerLine(inner, `${key}-${at}-${n}`))),
      ),
    )
  return h(
    View,
    { key, style: { flexDirection: 'row', marginBottom: 3 }, wrap: false },
    h(Text, { style: { width: '42%', paddingRight: 8 } }, `${labelVi}:`),
    h(
      View,
      { style: { width: '58%', borderBottomWidth: 0.5, borderBottomColor: '#888', borderStyle: 'dotted' } },
      h(Text, { style: { fontStyle: 'italic', color: '#00337a' } }, valueVi),
    ),
  )
}

const ending = ({ filledOn, signerVi }: FilledSample) =>
  h(
    View,
    { wrap: false, style: { marginTop: 12 } },
    h(
      Text,
      {},
      'Tôi cam đoan những nội dung khai trên đây là đúng sự thật và chịu trách nhiệm trước pháp luật về lời khai của mình.',
    ),
    h(
      View,
      { style: { alignItems: 'center', alignSelf: 'flex-end', width: '50%', marginTop: 8 } },
      h(Text, { style: styles.italic }, longDate(`${filledOn}T05:00:00.000Z`)),
      h(Text, { style: styles.bold }, 'NGƯỜI KHAI'),
      h(Text, { style: styles.italic }, '(Ký, ghi rõ họ tên; nộp trên mạng thì không phải ký tay)'),
      h(Text, { style: { marginTop: 34, fontStyle: 'italic', color: '#00337a' } }, signerVi),
    ),
  )

const footLine = { position: 'absolute', left: 40, right: 40, fontSize: 8.5, color: '#333', textAlign: 'center' } as const

const foot = ({ procedure: { code, version } }: FilledSample) => [
  h(Text, { key: 'warning', fixed: true, style: { ...footLine, bottom: 36, fontWeight: 700 } }, WARNING),
  h(Text, { key: 'version', fixed: true, style: { ...footLine, bottom: 24 } }, `Thủ tục ${code}, phiên bản ${version}`),
]
