/**
 * A text message is one part of 160 characters of the GSM alphabet, without Vietnamese marks: with them it would be UCS-2, 70 characters a
 * part, and old telephones show boxes. What it says is in the application with all marks.
 */
export const SMS_MAX = 160
/** Basic character set of GSM 03.38 without those that a Vietnamese text never needs. */
const GSM = /^[A-Za-z0-9 @$_!"#%&'()*+,\-./:;<=>?\r\n]*$/

export const withoutMarks = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .replaceAll('–', '-')
    .replaceAll('“', '"')
    .replaceAll('”', '"')

export const isOnePart = (text: string): boolean => text.length <= SMS_MAX && GSM.test(text)

export interface SmsFacts {
  /** What it is about: `Hồ sơ H24…`. */
  aboutVi: string
  shortVi: string
  url: string
  phone: string
}

/** Code and what happened always; where to read it and whom to call as far as there is room. */
export function smsText({ aboutVi, shortVi, url, phone }: SmsFacts): string {
  const head = withoutMarks(`${aboutVi}: ${shortVi}.`)
  const withUrl = `${head} Xem: ${url}`
  const rest = [`${withUrl} Hoi: ${phone}`, withUrl, `${head} Hoi: ${phone}`, head]
  const fits = rest.find((text) => isOnePart(text))
  return fits ?? head.replace(/[^A-Za-z0-9 @$_!"#%&'()*+,\-./:;<=>?]/g, '').slice(0, SMS_MAX)
}
