/** Signs that show nothing but make two equal words different: zero width, soft hyphen, direction marks, byte order mark. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}|\p{Cf}/gu
const CONTROL = /\p{Cc}/gu
const SPACES = /[\p{Zs}\p{Zl}\p{Zp}]+/gu
/** Pictures, half characters, and private or unassigned signs: no register stores them and no form can print them. */
const UNPRINTABLE = /[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}\p{Co}\p{Cn}\p{Cs}]|[\u20e3\ufffd]/u
/** © and ® and the like are pictographic by the standard, yet ordinary in company names. */
const ALLOWED_PICTURES = /[©®™↔↕]/gu
const PERSON_NAME = /^\p{L}[\p{L}\p{M} .'’-]*$/u

/** One line as a person means it: composed accents, no invisible signs, single spaces. */
export function tidyLine(text: string): string {
  return text.normalize('NFC').replace(CONTROL, ' ').replace(INVISIBLE, '').replace(SPACES, ' ').trim()
}

/** The same for a longer text, whose line ends stay (two at most in a row). */
export function tidyText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map(tidyLine)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** No answer of a form lies deeper: a list of rows with places in them. */
const DEEPEST = 6

/** What was typed as a database can keep it: no null bytes, no half characters (they show as \ufffd, which no field takes), nothing bottomless. */
export function storable(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.replaceAll('\u0000', '').toWellFormed()
  if (typeof value !== 'object' || value === null) return value
  if (depth >= DEEPEST) return null
  if (Array.isArray(value)) return value.map((item) => storable(item, depth + 1))
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [String(storable(name)), storable(item, depth + 1)]))
}

export const isPrintable = (text: string): boolean => !UNPRINTABLE.test(text.replace(ALLOWED_PICTURES, ''))
export const isPersonName = (text: string): boolean => PERSON_NAME.test(text)
