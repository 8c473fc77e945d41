import { DAY_MS } from './zone.ts'

/**
 * The Vietnamese lunar calendar in UTC+7, after Hồ Ngọc Đức's published method over Jean Meeus: a month begins on the civil day of the new
 * moon, month 11 holds the winter solstice. In UTC+8 some years differ by a day or a month, so Chinese calendars must not be used.
 */
const RADIANS = Math.PI / 180
const ZONE_DAYS = 7 / 24
/** Julian day number of 1970-01-01. */
const EPOCH_JULIAN_DAY = 2_440_588
const SYNODIC_MONTH = 29.530588853

/** Civil day (Julian day number, UTC+7) of the k-th new moon after 1900-01-01. */
function newMoonDay(k: number): number {
  const t = k / 1236.85
  const mean = 2_415_020.75933 + 29.53058868 * k + 0.0001178 * t * t - 0.000000155 * t ** 3
  const corrected = mean + 0.00033 * Math.sin((166.56 + 132.87 * t - 0.009173 * t * t) * RADIANS)
  const sun = (359.2242 + 29.10535608 * k - 0.0000333 * t * t - 0.00000347 * t ** 3) * RADIANS
  const moon = (306.0253 + 385.81691806 * k + 0.0107306 * t * t + 0.00001236 * t ** 3) * RADIANS
  const node = (21.2964 + 390.67050646 * k - 0.0016528 * t * t - 0.00000239 * t ** 3) * RADIANS
  const shift =
    (0.1734 - 0.000393 * t) * Math.sin(sun) +
    0.0021 * Math.sin(2 * sun) -
    0.4068 * Math.sin(moon) +
    0.0161 * Math.sin(2 * moon) -
    0.0004 * Math.sin(3 * moon) +
    0.0104 * Math.sin(2 * node) -
    0.0051 * Math.sin(sun + moon) -
    0.0074 * Math.sin(sun - moon) +
    0.0004 * Math.sin(2 * node + sun) -
    0.0004 * Math.sin(2 * node - sun) -
    0.0006 * Math.sin(2 * node + moon) +
    0.001 * Math.sin(2 * node - moon) +
    0.0005 * Math.sin(2 * moon + sun)
  const drift =
    t < -11
      ? 0.001 + 0.000839 * t + 0.0002261 * t * t - 0.00000845 * t ** 3 - 0.000000081 * t ** 4
      : -0.000278 + 0.000265 * t + 0.000262 * t * t
  return Math.floor(corrected + shift - drift + 0.5 + ZONE_DAYS)
}

/** In which twelfth of its way the sun stands at the beginning of a civil day: 9 begins with the winter solstice. */
function sunSector(julianDay: number): number {
  const t = (julianDay - 2_451_545.5 - ZONE_DAYS) / 36_525
  const anomaly = (357.5291 + 35_999.0503 * t - 0.0001559 * t * t - 0.00000048 * t ** 3) * RADIANS
  const centre =
    (1.9146 - 0.004817 * t - 0.000014 * t * t) * Math.sin(anomaly) +
    (0.019993 - 0.000101 * t) * Math.sin(2 * anomaly) +
    0.00029 * Math.sin(3 * anomaly)
  const longitude = 280.46645 + 36_000.76983 * t + 0.0003032 * t * t + centre
  return Math.floor((((longitude % 360) + 360) % 360) / 30)
}

const julianDayOf = (year: number, month: number, day: number) => Date.UTC(year, month - 1, day) / DAY_MS + EPOCH_JULIAN_DAY

/** First civil day of the lunar month that holds the winter solstice of the year. */
function month11(year: number): number {
  const k = Math.floor((julianDayOf(year, 12, 31) - 2_415_021) / SYNODIC_MONTH)
  const day = newMoonDay(k)
  return sunSector(day) >= 9 ? newMoonDay(k - 1) : day
}

/** The first month after month 11 in which the sun enters no new sector is doubled; counted in months from month 11. */
function leapMonth(from: number): number {
  const k = Math.floor((from - 2_415_021.076998695) / SYNODIC_MONTH + 0.5)
  let before = sunSector(newMoonDay(k + 1))
  for (let index = 2; index < 14; index += 1) {
    const sector = sunSector(newMoonDay(k + index))
    if (sector === before) return index - 1
    before = sector
  }
  return 13
}

/** The civil date of a day of the lunar year that begins in the civil `year` (never in its doubled month). */
export function lunarDate(year: number, month: number, day: number): string {
  const [from, next] = month < 11 ? [month11(year - 1), month11(year)] : [month11(year), month11(year + 1)]
  const k = Math.floor(0.5 + (from - 2_415_021.076998695) / SYNODIC_MONTH)
  const plain = month < 11 ? month + 1 : month - 11
  const offset = next - from > 365 && plain >= leapMonth(from) ? plain + 1 : plain
  const julianDay = newMoonDay(k + offset) + day - 1
  return new Date((julianDay - EPOCH_JULIAN_DAY) * DAY_MS).toISOString().slice(0, 10)
}

const STEMS = ['Giáp', 'Ất', 'Bính', 'Đinh', 'Mậu', 'Kỷ', 'Canh', 'Tân', 'Nhâm', 'Quý']
const BRANCHES = ['Tý', 'Sửu', 'Dần', 'Mão', 'Thìn', 'Tỵ', 'Ngọ', 'Mùi', 'Thân', 'Dậu', 'Tuất', 'Hợi']

/** What the lunar year that begins in this civil year is called: 2026 is Bính Ngọ. */
export const lunarYearName = (year: number): string => `${STEMS[(year + 6) % 10]} ${BRANCHES[(year + 8) % 12]}`
