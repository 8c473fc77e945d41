export interface PersonalNumber {
  provinceCode: string
  sex: 'male' | 'female'
  birthYear: number
}

/** Annex 1 of Thông tư 59/2021/TT-BCA: the 63 places of birth registration within the country; mergers of provinces changed none of them. */
const PROVINCES = new Set(
  (
    '001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040 042 044 045 046 048 ' +
    '049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 086 087 089 091 092 093 094 095 096'
  ).split(' '),
)
/** Countries of birth have codes above all provinces; their list changes with the world, so any of them is taken. */
const FIRST_COUNTRY = 101

const isPlace = (code: string): boolean => PROVINCES.has(code) || Number(code) >= FIRST_COUNTRY

/**
 * Nghị định 137/2015/NĐ-CP, Điều 13: three digits for the place of birth registration, one for century and sex, two for the year, six at
 * random. Null when it is no such number.
 */
export function readPersonalNumber(digits: string): PersonalNumber | null {
  const match = /^(\d{3})(\d)(\d{2})\d{6}$/.exec(digits)
  const [, provinceCode = '', centuryAndSex = '', year = ''] = match ?? []
  if (!match || !isPlace(provinceCode)) return null
  const code = Number(centuryAndSex)
  return { provinceCode, sex: code % 2 === 0 ? 'male' : 'female', birthYear: 1900 + Math.floor(code / 2) * 100 + Number(year) }
}

/** What else is known of the person; members that are not known agree with every number. */
export interface KnownOfPerson {
  birthDate?: unknown
  birthYear?: unknown
  sex?: unknown
}

/** Where the number and what was said of the person disagree, by the key of the sentence. */
export function disagreement(digits: string, { birthDate, birthYear, sex }: KnownOfPerson): string | null {
  const number = readPersonalNumber(digits)
  if (!number) return null
  const year = typeof birthDate === 'string' ? Number(birthDate.slice(0, 4)) : birthYear
  if (typeof year === 'number' && Number.isInteger(year) && year !== number.birthYear) return 'form.personalNumberBirth'
  return (sex === 'male' || sex === 'female') && sex !== number.sex ? 'form.personalNumberSex' : null
}
