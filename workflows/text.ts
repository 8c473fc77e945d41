import { z } from 'zod'

/** Characters of one text of a version; the longest real one has 238. Whoever reads a version may rely on it: no page and no sheet grows without end. */
export const MAX_TEXT = 2_000

export const text = () => z.string().max(MAX_TEXT)
