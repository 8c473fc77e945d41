const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín']
const SCALES = ['', 'nghìn', 'triệu']
const BILLION = 1_000_000_000

/** An amount in words as receipts and vouchers write it, without a capital letter. */
export function vndInWords(amountVnd: number): string {
  if (!Number.isSafeInteger(amountVnd)) throw new RangeError(`not a whole amount of đồng: ${amountVnd}`)
  const words = amountVnd === 0 ? 'không' : inWords(Math.abs(amountVnd), false)
  return `${amountVnd < 0 ? 'âm ' : ''}${words} đồng`
}

/** Vietnamese counts in billions of billions: `tỷ` is said after each group of nine digits. */
function inWords(value: number, hasHigher: boolean): string {
  if (value < BILLION) return groups(value, hasHigher)
  const rest = value % BILLION
  const high = `${inWords(Math.floor(value / BILLION), hasHigher)} tỷ`
  return rest === 0 ? high : `${high} ${groups(rest, true)}`
}

function groups(value: number, hasHigher: boolean): string {
  const words: string[] = []
  for (const scale of [2, 1, 0]) {
    const group = Math.floor(value / 1000 ** scale) % 1000
    if (group === 0) continue
    words.push(hundreds(group, hasHigher || words.length > 0), SCALES[scale] ?? '')
  }
  return words.filter(Boolean).join(' ')
}

/** `hasHigher`: something stands before the group, so its empty hundreds are said: `không trăm`. */
function hundreds(group: number, hasHigher: boolean): string {
  const hundred = Math.floor(group / 100)
  const ten = Math.floor(group / 10) % 10
  const unit = group % 10
  const words: (string | undefined)[] = []
  if (hundred > 0 || hasHigher) words.push(DIGITS[hundred], 'trăm')
  if (ten === 1) words.push('mười')
  else if (ten > 1) words.push(DIGITS[ten], 'mươi')
  else if (unit > 0 && words.length > 0) words.push('linh')
  if (unit > 0) words.push(unitWord(ten, unit))
  return words.join(' ')
}

function unitWord(ten: number, unit: number): string | undefined {
  if (unit === 1 && ten > 1) return 'mốt'
  if (unit === 5 && ten > 0) return 'lăm'
  return DIGITS[unit]
}
