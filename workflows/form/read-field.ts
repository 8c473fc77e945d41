import { z } from 'zod'
import type { SimpleField } from './form.schema.ts'
import { readPersonalNumber } from './personal-number.ts'
import { isPersonName, isPrintable, tidyLine, tidyText } from './text.ts'

/** Why an answer cannot be taken: a key of the messages, and what the sentence needs. `path` points inside a compound answer. */
export interface Fault {
  messageKey: string
  params?: Record<string, string | number>
  path?: string
}
export type Reading = { value: unknown } | { fault: Fault }
export type AnswerField = Exclude<SimpleField, { type: 'computed' }>

const fault = (messageKey: string, params?: Fault['params'], path?: string): Reading => ({ fault: { messageKey, params, path } })
/** No field holds more; longer input is refused before anything is done with it. */
const MAX_RAW = 20_000
const OLDEST = '1875-01-01'
const MAX_MONEY = 1_000_000_000_000_000
const emailSchema = z.email()
const dateSchema = z.iso.date()

/** Nothing was answered. A place with empty parts is an empty place. */
export function isEmpty(raw: unknown): boolean {
  if (raw === undefined || raw === null) return true
  if (typeof raw === 'string') return raw.length <= MAX_RAW && tidyText(raw) === ''
  if (Array.isArray(raw)) return raw.length === 0
  return isRecord(raw) && Object.values(raw).every(isEmpty)
}

export const isRecord = (raw: unknown): raw is Record<string, unknown> =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw)

/** Turns what was typed into what is stored, or says what is wrong with it. `today` is a civil date. */
export function readField(field: AnswerField, raw: unknown, today: string): Reading {
  if (typeof raw === 'string' && raw.length > MAX_RAW) return fault('form.tooLong', { max: maxLengthOf(field) })
  switch (field.type) {
    case 'text':
    case 'longText':
      return readText(field, raw)
    case 'personalNumber':
      return readNumberOfPerson(raw, today)
    case 'phone':
      return readPhone(raw)
    case 'email':
      return readEmail(raw)
    case 'date':
      return readDate(field, raw, today)
    case 'place':
      return readPlace(raw)
    case 'money':
      return readMoney(field, raw)
    case 'number':
      return readNumber(field, raw)
    case 'choice':
      return field.options.some(({ value }) => value === raw) ? { value: raw } : fault('form.choiceUnknown')
    case 'yesNo':
      return typeof raw === 'boolean' ? { value: raw } : fault('form.yesNo')
  }
}

const maxLengthOf = (field: AnswerField): number => (field.type === 'text' || field.type === 'longText' ? field.maxLength : 254)

function readText(field: Extract<AnswerField, { type: 'text' | 'longText' }>, raw: unknown): Reading {
  if (typeof raw !== 'string') return fault('form.unreadable')
  const value = field.type === 'text' ? tidyLine(raw) : tidyText(raw)
  // Counted as people count letters, not as UTF-16 does.
  const length = [...value].length
  if (length > field.maxLength) return fault('form.tooLong', { max: field.maxLength })
  if (!isPrintable(value)) return fault('form.signsNotAllowed')
  if (field.type === 'longText') return { value }
  if (field.format === 'personName' && !isPersonName(value)) return fault('form.nameSigns')
  if (field.minLength !== undefined && length < field.minLength) return fault('form.tooShort', { min: field.minLength })
  return { value }
}

function readNumberOfPerson(raw: unknown, today: string): Reading {
  if (typeof raw !== 'string') return fault('form.unreadable')
  const digits = tidyLine(raw).replace(/[ .-]/g, '')
  if (!/^\d{12}$/.test(digits)) return fault('form.personalNumberDigits')
  const number = readPersonalNumber(digits)
  if (!number) return fault('form.personalNumberPlace')
  return number.birthYear > Number(today.slice(0, 4)) ? fault('form.personalNumberYear') : { value: digits }
}

function readPhone(raw: unknown): Reading {
  if (typeof raw !== 'string') return fault('form.unreadable')
  const digits = tidyLine(raw)
    .replace(/[ .()-]/g, '')
    .replace(/^(?:\+|00)84/, '0')
  return /^0[1-9]\d{8,9}$/.test(digits) ? { value: digits } : fault('form.phoneFormat')
}

function readEmail(raw: unknown): Reading {
  if (typeof raw !== 'string') return fault('form.unreadable')
  const value = tidyLine(raw)
  return value.length <= 254 && emailSchema.safeParse(value).success ? { value } : fault('form.emailFormat')
}

function readDate(field: Extract<AnswerField, { type: 'date' }>, raw: unknown, today: string): Reading {
  if (typeof raw !== 'string') return fault('form.unreadable')
  const value = tidyLine(raw)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return fault('form.dateFormat')
  if (!dateSchema.safeParse(value).success) return fault('form.dateImpossible')
  if (value < OLDEST) return fault('form.dateTooOld')
  if (field.notFuture && value > today) return fault('form.dateInFuture')
  if (field.notPast && value < today) return fault('form.dateInPast')
  return { value }
}

function readPlace(raw: unknown): Reading {
  if (!isRecord(raw)) return fault('form.unreadable')
  const value: Record<string, string> = {}
  for (const part of ['province', 'commune', 'detail'] as const) {
    const text = raw[part] ?? ''
    if (typeof text !== 'string') return fault('form.unreadable', undefined, part)
    const tidy = text.length > MAX_RAW ? text : tidyLine(text)
    if (tidy.length > 200) return fault('form.tooLong', { max: 200 }, part)
    if (!isPrintable(tidy)) return fault('form.signsNotAllowed', undefined, part)
    if (tidy === '' && part !== 'detail') return fault('form.placeIncomplete', undefined, part)
    value[part] = tidy
  }
  return { value }
}

/** Accepts `1.000.000` as people write it here: dots group thousands. */
function readMoney({ min, max }: Extract<AnswerField, { type: 'money' }>, raw: unknown): Reading {
  const value =
    typeof raw === 'string' && /^(?:\d+|\d{1,3}(?:\.\d{3})+)$/.test(tidyLine(raw))
      ? Number(tidyLine(raw).replaceAll('.', ''))
      : raw
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || Math.abs(value) > MAX_MONEY) return fault('form.money')
  return within(value, min, max)
}

/** A comma or a dot before the decimals; no grouping, because `1.000` could mean either. */
function readNumber({ min, max, decimals }: Extract<AnswerField, { type: 'number' }>, raw: unknown): Reading {
  const text = typeof raw === 'string' ? tidyLine(raw).replace(',', '.') : raw
  const value = typeof text === 'string' && /^-?\d{1,15}(?:\.\d{1,6})?$/.test(text) ? Number(text) : text
  if (typeof value !== 'number' || !Number.isFinite(value) || Math.abs(value) > MAX_MONEY) return fault('form.number')
  if (Number(value.toFixed(decimals)) !== value)
    return decimals === 0 ? fault('form.wholeNumber') : fault('form.decimals', { decimals })
  return within(value, min, max)
}

function within(value: number, min: number | undefined, max: number | undefined): Reading {
  if (min !== undefined && value < min) return fault('form.tooSmall', { min })
  if (max !== undefined && value > max) return fault('form.tooLarge', { max })
  return { value }
}
