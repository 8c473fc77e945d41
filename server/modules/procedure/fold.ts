/**
 * What people mean when they type without marks: lower case, no tone or vowel marks (so the two ways of placing a tone are one), đ as d,
 * y as i (ký, kí), single spaces. Stored texts and questions are folded by this same function.
 */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replaceAll('y', 'i')
    .replace(/[^\p{L}\p{N}.]+/gu, ' ')
    .trim()

/** Lower case with marks, composed: for telling an exact hit from a folded one. */
export const plain = (text: string): string => text.normalize('NFC').toLowerCase().replace(/\s+/gu, ' ').trim()
