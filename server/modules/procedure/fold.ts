/**
 * What people mean when they type without marks: lower case, no tone or vowel marks (so the two ways of placing a tone are one), đ as d,
 * y as i (ký, kí), single spaces, and nothing of what cannot be seen (zero-width signs that come with copied text). Stored texts and
 * questions are folded by this same function.
 */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replaceAll('y', 'i')
    .replace(/[^\p{L}\p{N}.]+/gu, ' ')
    .trim()
