import { Document, Page, Path, StyleSheet, Svg, Text, View } from '@react-pdf/renderer'
import { createElement, type ReactElement, type ReactNode } from 'react'
import { type Drawing, qrCode } from './barcodes.ts'
import type { DocumentHead, PrintedPerson, Signer } from './document.schema.ts'
import { FAMILY } from './fonts.ts'
import { balanced, capitals, longDate } from './vietnamese.ts'

/** Pieces that all official papers share. Files of the server hold no JSX, so elements are made by calls. */
export const h = createElement

export const styles = StyleSheet.create({
  page: {
    fontFamily: FAMILY,
    lineHeight: 1.15,

    color: '#000',
  },
  row: { flexDirection: 'row' },
  bold: { fontWeight: 700 },
  italic: { fontStyle: 'italic' },
  center: { textAlign: 'center' },
  head: { flexDirection: 'row', justifyContent: 'space-between', marginBottom: 4 },
  headLeft: { width: '46%', alignItems: 'center' },
  headRight: { width: '53%', alignItems: 'center' },
  rule: { borderBottomWidth: 0.75, borderBottomColor: '#000', marginTop: 2, marginBottom: 3 },
  title: { fontWeight: 700, fontSize: 12.5, lineHeight: 1.2, textAlign: 'center', marginTop: 5 },
  line: { marginBottom: 1.8 },
  cell: {
    borderRightWidth: 0.6,
    borderBottomWidth: 0.6,
    borderColor: '#000',
    paddingHorizontal: 3,
    paddingVertical: 1.6,
    justifyContent: 'center',
  },
  table: { borderTopWidth: 0.6, borderLeftWidth: 0.6, borderColor: '#000', marginTop: 2, marginBottom: 4 },
  signatures: { flexDirection: 'row', justifyContent: 'space-between', marginTop: 5 },
  signature: { width: '48%', alignItems: 'center' },
  footer: {
    position: 'absolute',
    fontSize: 8,
    color: '#333',
    flexDirection: 'row',
    justifyContent: 'space-between',
  },
})

type Weight = 'bold' | 'italic'
export const t = (text: ReactNode, ...weights: Weight[]): ReactElement =>
  h(Text, { style: weights.map((weight) => styles[weight]) }, text)

/** "Label: value", the value in bold when it is what people look for. */
export const line = (label: string, value: string, ...weights: Weight[]): ReactElement =>
  h(Text, { style: styles.line, key: label }, `${label}: `, t(value, ...weights))

/** Who: name, number, how to reach them. */
export const person = (label: string, given: PrintedPerson, after = ''): ReactElement[] => [
  h(Text, { style: styles.line, key: 'name' }, `${label}: `, t(given.fullName, 'bold'), after),
  h(
    View,
    { style: styles.row, key: 'number' },
    h(View, { style: { width: '60%' } }, line('Số định danh cá nhân/Hộ chiếu', given.personalId ?? '–')),
    h(View, { style: { width: '40%' } }, line('Số điện thoại', given.phone ?? '–')),
  ),
  line('Địa chỉ', given.address ?? '–'),
  line('Thư điện tử', given.email ?? '–'),
]

export const paragraph = (...children: ReactNode[]): ReactElement =>
  h(Text, { style: [styles.line, { textAlign: 'justify' }] }, ...children)

/** Agency on the left, name of the state on the right, number and date below (NĐ 30/2020/NĐ-CP, Phụ lục I). */
export function letterhead(data: DocumentHead, size = 10): ReactElement {
  const { agency, unitVi } = data
  const above = unitVi ? agency.nameVi : agency.parentVi
  const issuer = unitVi ?? agency.nameVi
  const centred = (text: string, fontSize: number, ...weights: Weight[]) =>
    h(Text, { style: [styles.center, { fontSize, lineHeight: 1.2 }, ...weights.map((weight) => styles[weight])] }, text)
  return h(
    View,
    {},
    h(
      View,
      { style: styles.head },
      h(
        View,
        { style: styles.headLeft },
        above && centred(balanced(capitals(above)), size - 0.5),
        centred(balanced(capitals(issuer)), size - 0.5, 'bold'),
        h(View, { style: [styles.rule, { width: '35%' }] }),
      ),
      h(
        View,
        { style: styles.headRight },
        centred('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', size - 0.5, 'bold'),
        centred('Độc lập - Tự do - Hạnh phúc', size + 0.5, 'bold'),
        h(View, { style: [styles.rule, { width: '58%' }] }),
      ),
    ),
    h(
      View,
      { style: styles.head },
      h(View, { style: styles.headLeft }, centred(`Số: ${data.number}`, size)),
      h(View, { style: styles.headRight }, centred(`${data.placeVi}, ${longDate(data.issuedAt)}`, size, 'italic')),
    ),
  )
}

export const title = (text: string, under = ''): ReactElement =>
  h(
    View,
    { style: { marginBottom: 4 } },
    h(Text, { style: styles.title }, text),
    under !== '' && h(Text, { style: styles.center }, under),
  )

export function symbol(drawing: Drawing, width: number, height: number): ReactElement {
  const box = { viewBox: `0 0 ${drawing.width} ${drawing.height}`, preserveAspectRatio: 'none', style: { width, height } }
  return h(Svg, box, h(Path, { d: drawing.path, fill: '#000' }))
}

export interface Column {
  head: string
  width: string
  align?: 'left' | 'center' | 'right'
}

export function table(columns: readonly Column[], rows: readonly (readonly string[])[], sum?: readonly string[]): ReactElement {
  const cell = (text: string, index: number, style: object) => {
    const column = columns[index]
    return h(
      View,
      { key: index, style: [styles.cell, { width: column?.width }] },
      h(Text, { style: { textAlign: column?.align ?? 'left', ...style } }, text),
    )
  }
  return h(
    View,
    { style: styles.table },
    // Only a row that stays whole repeats well: names are long, and half a name on each page reads as two papers.
    h(
      View,
      { style: styles.row, wrap: false, fixed: true },
      columns.map(({ head }, index) => cell(head, index, { fontWeight: 700, textAlign: 'center' })),
    ),
    [...rows, ...(sum ? [sum] : [])].map((row, at) =>
      h(
        View,
        { style: styles.row, wrap: false, key: String(at) },
        row.map((text, index) => cell(text, index, row === sum ? styles.bold : {})),
      ),
    ),
  )
}

export interface Signature {
  roleVi: string
  hintVi: string
  nameVi: string
}

/** The office over a signature; a delegate's own stands below the one that is acted for. */
export const officeVi = ({ titleVi, inPlaceOf }: Signer): string =>
  inPlaceOf ? `${inPlaceOf.mark} ${inPlaceOf.titleVi}\n${titleVi}` : titleVi

/** Never separated from each other by a page. */
export const signatures = (left: Signature | ReactElement | null, right: Signature, space = 34): ReactElement =>
  h(
    View,
    { style: styles.signatures, wrap: false },
    h(View, { style: styles.signature }, left && signature(left, space)),
    h(View, { style: styles.signature }, signature(right, space)),
  )

function signature(given: Signature | ReactElement, space: number): ReactElement {
  if (!('roleVi' in given)) return given
  return h(
    View,
    { style: { alignItems: 'center' } },
    h(Text, { style: [styles.bold, styles.center] }, capitals(given.roleVi)),
    h(Text, { style: [styles.italic, styles.center] }, given.hintVi),
    h(View, { style: { height: space } }),
    h(Text, { style: [styles.bold, styles.center] }, given.nameVi),
  )
}

interface Sheet {
  size: 'A4' | 'A5'
  orientation?: 'portrait' | 'landscape'
  fontSize: number
}
/** Points: 30, 15, 20 and 20 mm on A4 (NĐ 30/2020/NĐ-CP, Phụ lục I); narrower on the small sheet. */
const MARGINS = {
  A4: { paddingLeft: 85, paddingRight: 43, paddingTop: 57, paddingBottom: 57 },
  A5: { paddingLeft: 34, paddingRight: 28, paddingTop: 20, paddingBottom: 30 },
}

/** One document; its dates come from its data, so that rendering again gives the same bytes. */
export function paper(data: DocumentHead, titleVi: string, sheet: Sheet, ...content: ReactNode[]) {
  const { size, orientation = 'portrait', fontSize } = sheet
  const margins = MARGINS[size]
  const made = new Date(data.issuedAt)
  const meta = {
    title: `${titleVi} ${data.number}`,
    author: data.agency.nameVi,
    creator: 'Một Cửa',
    producer: 'Một Cửa',
    language: 'vi',
    creationDate: made,
    modificationDate: made,
  }
  const footer = [styles.footer, { left: margins.paddingLeft, right: margins.paddingRight, bottom: margins.paddingBottom / 2 }]
  return h(
    Document,
    meta,
    h(
      Page,
      { size, orientation, style: [styles.page, margins, { fontSize }] },
      ...content,
      h(
        View,
        { style: footer, fixed: true },
        h(Text, {}, `Mã hồ sơ: ${data.code}`),
        h(Text, { render: ({ pageNumber, totalPages }) => (totalPages > 1 ? `Trang ${pageNumber}/${totalPages}` : '') }),
      ),
    ),
  )
}

/** For parties: opens the progress of the dossier. */
export const lookUp = (data: { trackUrl: string; lookupSecret: string }): ReactElement =>
  scanBlock(data.trackUrl, 8.5, 'Quét mã để xem tiến độ', `Mã tra cứu: ${data.lookupSecret}`)

/** For anybody who is shown the paper: says whether it is genuine. */
export const verifyBlock = (url: string, id: string, fontSize: number): ReactElement =>
  scanBlock(url, fontSize, 'Quét mã để kiểm tra văn bản', `Mã kiểm tra: ${id}`)

const scanBlock = (url: string, fontSize: number, ...texts: string[]): ReactElement =>
  h(
    View,
    { style: { flexDirection: 'row', alignItems: 'center', alignSelf: 'flex-start', flexShrink: 1 } },
    symbol(qrCode(url), fontSize * 7, fontSize * 7),
    h(
      View,
      { style: { marginLeft: 6, flexShrink: 1 } },
      ...texts.map((text) => h(Text, { key: text, style: { fontSize } }, text)),
    ),
  )
