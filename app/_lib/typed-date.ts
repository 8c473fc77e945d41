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

/** `2026-12-27` as people here write it; what is no whole date stays as it is. */
export const dayText = (value: string) => value.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$3/$2/$1')

/** What was typed into one field, `27/12/2026`, `27-12-2026`, `27.12.2026` or `27122026`, as `2026-12-27`; anything else stays as typed. */
export function typedDay(text: string): string {
  const [, day = '', month = '', year = ''] =
    /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim()) ?? /^(\d\d)(\d\d)(\d{4})$/.exec(text.trim()) ?? []
  return year === '' ? text.trim() : joinTypedDate({ day, month, year })
}

export function splitTypedDate(value: string): TypedDate {
  const [year = '', month = '', day = ''] = value.split('-')
  return { day: day.replace(/^0(?=\d)/, ''), month: month.replace(/^0(?=\d)/, ''), year }
}
