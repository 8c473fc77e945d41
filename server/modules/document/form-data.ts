import { DomainError } from '#workflows/domain-error.ts'
import { vndInWords } from '#workflows/fee/words.ts'
import {
  type DocumentData,
  type DocumentForm,
  documentDataSchema,
  FORMS_OF_THE_AGENCY,
  type PrintedPerson,
} from './document.schema.ts'
import type { DocumentSource } from './document-source.ts'
import { bytes, limitInWords } from './vietnamese.ts'

/** What stands on the paper, from the dossier as it was at the event. A source without what the form needs is a fault of the caller. */
export function buildFormData(form: DocumentForm, source: DocumentSource): DocumentData {
  const parsed = documentDataSchema.safeParse(draw(form, source))
  if (!parsed.success) throw new DomainError('INTERNAL', `${form} of ${source.code}: ${parsed.error.message}`)
  return parsed.data
}

const CHANNELS: Record<DocumentSource['source'], string> = {
  ONLINE: 'nộp trực tuyến',
  DESK: 'nộp trực tiếp',
  PORTAL: 'nộp qua Cổng Dịch vụ công quốc gia',
  POST: 'nộp qua bưu chính công ích',
  IMPORT: 'chuyển từ hệ thống trước',
}
const METHODS = { CASH: 'Tiền mặt', ONLINE: 'Thanh toán trực tuyến' }

/** Loose on purpose: the schema of the form judges the whole. */
function draw(form: DocumentForm, source: DocumentSource): unknown {
  const head = headOf(form, source)
  const { applicant, reason, basisVi, receivedAt } = source
  const maker = source.by && { ...source.by, fullName: doneBy(source.by) }
  switch (form) {
    case 'MAU_01':
      return { ...head, ...lookUp(source), applicant, ...receipt(source) }
    case 'MAU_02':
      return {
        ...head,
        ...lookUp(source),
        applicant,
        ...source.supplement,
        reason,
        basisVi,
        website: source.publicUrl,
        maker,
      }
    case 'MAU_03':
      return { ...head, applicant, channelVi: CHANNELS[source.source], reason, basisVi, maker }
    case 'MAU_04':
      return { ...head, ...lookUp(source), applicant, receivedAt, ...source.extension, reason, basisVi, signer: source.by }
    case 'MAU_05': {
      const settledVnd = source.fees.reduce((sum, fee) => sum + fee.settledVnd, 0)
      const signer = source.by ?? { fullName: source.deskVi, titleVi: 'Đại diện bộ phận tiếp nhận' }
      return { ...head, applicant, receivedAt, stoppedAt: source.at, by: source.stop?.by, reason, basisVi, settledVnd, signer }
    }
    case 'MAU_06':
      return {
        ...head,
        applicant,
        owner: source.owner && isSamePerson(source.owner, applicant) ? null : source.owner,
        receivedAt,
        promisedAt: source.promisedDueAt,
        limitVi: limitInWords(source.limit),
        papers: new Set(source.papers.map(({ nameVi }) => nameVi)).size,
        handOvers: source.handOvers,
        maker: source.by && { fullName: doneBy(source.by) },
      }
    case 'MAU_07':
      return { ...head, applicant, ...source.register, maker: source.by && { fullName: doneBy(source.by) } }
    case 'RESULT':
      return { ...head, ...source.result, owner: source.owner ?? applicant, reason, signer: source.by, ...verification(source) }
    case 'PAYMENT_RECEIPT':
      return { ...head, payer: applicant, ...moneyTaken(source), ...verification(source) }
  }
}

/** Who did it, on papers that carry no office: a delegate with the person in whose name it was done. */
const doneBy = (by: NonNullable<DocumentSource['by']>): string =>
  by.inPlaceOf ? `${by.fullName} (thay mặt ${by.inPlaceOf.fullName})` : by.fullName

function headOf(form: DocumentForm, { code, number, at, agency, deskVi, procedure }: DocumentSource) {
  const { placeVi, ...issuer } = agency
  return {
    form,
    code,
    number,
    issuedAt: at,
    agency: issuer,
    unitVi: FORMS_OF_THE_AGENCY.includes(form) ? null : deskVi,
    placeVi,
    procedure,
  }
}

const lookUp = ({ publicUrl, code, lookupSecret }: DocumentSource) => ({
  trackUrl: `${publicUrl}/track?code=${encodeURIComponent(code)}&secret=${lookupSecret}`,
  lookupSecret,
})

const verification = ({ publicUrl, verifyId }: DocumentSource) => ({ verifyId, verifyUrl: `${publicUrl}/verify/${verifyId}` })

function receipt(source: DocumentSource) {
  return {
    owner: source.owner && isSamePerson(source.owner, source.applicant) ? null : source.owner,
    channelVi: CHANNELS[source.source],
    caseVi: source.caseVi,
    papers: source.papers.map(({ hasFile, ...paper }) => ({ ...paper, isElectronic: hasFile })),
    files: source.files.map(({ size, ...file }) => ({ ...file, sizeVi: bytes(size) })),
    sets: 1,
    limitVi: limitInWords(source.limit),
    receivedAt: source.receivedAt,
    promisedAt: source.promisedDueAt,
    resultPlaceVi: resultPlaceOf(source),
    fees: source.fees.map(({ nameVi, amountVnd, settledVnd }) => ({ nameVi, amountVnd, isSettled: settledVnd >= amountVnd })),
    receiver: source.by && { fullName: doneBy(source.by) },
  }
}

const resultPlaceOf = ({ resultWay, deskVi }: DocumentSource): string => {
  if (resultWay === 'POST') return 'qua dịch vụ bưu chính, đến địa chỉ đã đăng ký'
  return resultWay === 'DESK' ? `tại quầy, ${deskVi}` : 'bản điện tử, trên mạng'
}

const isSamePerson = (a: PrintedPerson, b: PrintedPerson) => a.fullName === b.fullName && a.personalId === b.personalId

function moneyTaken({ payment, by }: DocumentSource) {
  if (!payment) return {}
  const totalVnd = payment.lines.reduce((sum, line) => sum + line.amountVnd, 0)
  const words = vndInWords(totalVnd)
  return {
    lines: payment.lines,
    totalVnd,
    totalWordsVi: `${words.charAt(0).toLocaleUpperCase('vi')}${words.slice(1)}`,
    methodVi: METHODS[payment.method],
    transactionId: payment.transactionId,
    paidAt: payment.paidAt,
    collector: payment.method === 'CASH' && by ? { fullName: doneBy(by) } : null,
  }
}
