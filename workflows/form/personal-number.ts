export interface PersonalNumber {
  provinceCode: string
  sex: 'male' | 'female'
  birthYear: number
}

/**
 * Nghị định 137/2015/NĐ-CP, Điều 13: three digits for the place of birth registration, one for century and sex, two for the year, six at
 * random. The place is a province or, for births abroad, a country, so only 000 is surely wrong.
 */
export function readPersonalNumber(digits: string): PersonalNumber | null {
  const match = /^(\d{3})(\d)(\d{2})\d{6}$/.exec(digits)
  const [, provinceCode = '000', centuryAndSex = '', year = ''] = match ?? []
  if (!match || provinceCode === '000') return null
  const code = Number(centuryAndSex)
  return { provinceCode, sex: code % 2 === 0 ? 'male' : 'female', birthYear: 1900 + Math.floor(code / 2) * 100 + Number(year) }
}
