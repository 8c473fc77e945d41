/** "07:00-11:30, 13:30-17:00" as people write it; whether the times are times is judged by the endpoint, which names the place. */
export function partsOf(text: string): [string, string][] {
  return text
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [from = '', to = ''] = part.split(/[-–]/).map(clock)
      return [from, to]
    })
}

/** 7:00, 7h00 and 07.00 are all the same time. */
function clock(text: string): string {
  const [, hour = '', minute = ''] = /^(\d{1,2})\s*[:.hg]\s*(\d{2})?$/.exec(text.trim()) ?? []
  return hour === '' ? text.trim() : `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`
}

export const textOf = (parts: readonly (readonly [string, string])[]): string =>
  parts.map(([from, to]) => `${from}-${to}`).join(', ')
