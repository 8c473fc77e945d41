export interface TypedDate {
  day: string
  month: string
  year: string
}

const two = (digits: string) => (digits === '' ? '' : digits.padStart(2, '0'))

/** What was typed into three fields as one value. A date that does not exist stays as typed, so that the answer can say what is wrong with it. */
export function joinTypedDate({ day, month, year }: TypedDate): string {
  return day === '' && month === '' && year === '' ? '' : `${year}-${two(month)}-${two(day)}`
}

export function splitTypedDate(value: string): TypedDate {
  const [year = '', month = '', day = ''] = value.split('-')
  return { day: day.replace(/^0(?=\d)/, ''), month: month.replace(/^0(?=\d)/, ''), year }
}
