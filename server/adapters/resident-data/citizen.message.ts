import { XMLParser } from 'fast-xml-parser'
import { z } from 'zod'

// The register answers a JSON request with SOAP in a string. Field names are the register's own.

export interface Question {
  fullName: string
  personalId: string
  /** 2026-12-27, where it is known. */
  birthDate: string | undefined
  /** Which procedure the data is for. */
  procedureCode: string
  /** Who asks: the account that the look-up is logged under. */
  askedBy: string
  /** The same for the same question, so that asking again is no second look-up. */
  requestId: string
}

export function toQuestion({ fullName, personalId, birthDate, procedureCode, askedBy, requestId }: Question, code: string) {
  return {
    HoVaTen: fullName,
    SoDinhDanh: personalId,
    SoCMND: '',
    NgayThangNam: birthDate?.replaceAll('-', '') ?? '',
    MaTichHop: code,
    MaDVC: procedureCode,
    MaCanBo: askedBy,
    MaYeuCau: requestId,
  }
}

export interface ResidentPlace {
  province: string
  commune: string
  detail: string
}

/** What the register states of a person; members that it does not know are null. */
export interface Resident {
  personalId: string
  fullName: string
  birthDate: string | null
  sex: 'male' | 'female' | null
  ethnicity: string | null
  religion: string | null
  nationality: string | null
  birthPlace: ResidentPlace | null
  homeTown: ResidentPlace | null
  permanent: ResidentPlace | null
  current: ResidentPlace | null
}

const answerSchema = z.looseObject({
  error_code: z.union([z.string(), z.number()]).transform(String),
  message: z.string().default(''),
})

/** The envelope of the answer: a code of the register's, and either SOAP or its words. */
export function readAnswer(value: unknown): { code: string; message: string } | null {
  const parsed = answerSchema.safeParse(value)
  return parsed.success ? { code: parsed.data.error_code, message: parsed.data.message } : null
}

const text = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => {
    const tidy = value === null || value === undefined ? '' : String(value).normalize('NFC').trim()
    return tidy === '' ? null : tidy
  })
/** An empty element is an empty string to the reader of XML. */
const element = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .union([z.literal(''), schema])
    .nullish()
    .transform((value) => (value === '' || value === undefined ? null : value))
const placeSchema = element(z.looseObject({ MaTinhThanh: text, MaPhuongXa: text, ChiTiet: text, QuocGia: text }))
const citizenSchema = z.looseObject({
  SoDinhDanh: text,
  HoVaTen: element(z.looseObject({ Ho: text, ChuDem: text, Ten: text })),
  GioiTinh: text,
  DanToc: text,
  TonGiao: text,
  QuocTich: text,
  NgayThangNamSinh: element(z.looseObject({ Nam: text, NgayThangNam: text })),
  NoiDangKyKhaiSinh: placeSchema,
  QueQuan: placeSchema,
  ThuongTru: placeSchema,
  NoiOHienTai: placeSchema,
})
const envelopeSchema = z.looseObject({
  Envelope: z.looseObject({
    Body: z.looseObject({
      CongdanCollection: element(z.looseObject({ CongDan: z.union([citizenSchema, z.array(citizenSchema)]) })),
    }),
  }),
})

const parser = new XMLParser({ ignoreAttributes: true, removeNSPrefix: true, parseTagValue: false, trimValues: true })
const sexes: Record<string, Resident['sex']> = { '1': 'male', '2': 'female' }

function placeOf(place: z.output<typeof placeSchema>): ResidentPlace | null {
  const { MaTinhThanh: province, MaPhuongXa: commune, ChiTiet: detail } = place ?? {}
  return province && commune ? { province, commune, detail: detail ?? '' } : null
}

function dateOf(yyyymmdd: string | null | undefined): string | null {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(yyyymmdd ?? '') ?? []
  const date = `${year}-${month}-${day}`
  return z.iso.date().safeParse(date).success ? date : null
}

/** Null when this is not what the register promises to answer: whoever it speaks of has a number, a name, and is one person. */
export function readResident(soap: string): Resident | null {
  // the register sends no document type; whoever does wants the reader to expand something
  if (/<!(DOCTYPE|ENTITY)/i.test(soap)) return null
  let document: unknown
  try {
    document = parser.parse(soap, true)
  } catch (error) {
    // the library says in plain errors what is wrong with the XML
    if (error instanceof Error) return null
    throw error
  }
  const parsed = envelopeSchema.safeParse(document)
  const citizen = parsed.data?.Envelope.Body.CongdanCollection?.CongDan
  if (!citizen || Array.isArray(citizen)) return null
  const { SoDinhDanh: personalId, HoVaTen: name } = citizen
  const fullName = [name?.Ho, name?.ChuDem, name?.Ten].filter(Boolean).join(' ')
  if (!personalId || fullName === '') return null
  return {
    personalId,
    fullName,
    birthDate: dateOf(citizen.NgayThangNamSinh?.NgayThangNam),
    sex: sexes[citizen.GioiTinh ?? ''] ?? null,
    ethnicity: citizen.DanToc,
    religion: citizen.TonGiao,
    nationality: citizen.QuocTich,
    birthPlace: placeOf(citizen.NoiDangKyKhaiSinh),
    homeTown: placeOf(citizen.QueQuan),
    permanent: placeOf(citizen.ThuongTru),
    current: placeOf(citizen.NoiOHienTai),
  }
}
