import { createTranslator } from 'next-intl'
import messages from '#app/_messages/vi.json' with { type: 'json' }

// What the pages say is read from the messages themselves: a better word is no broken test.

/** Text by its key, as the pages show it to Vietnamese readers. */
export const say = createTranslator({ locale: 'vi', timeZone: 'Asia/Ho_Chi_Minh', messages })

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

/** Name of a button or link, which may carry more after the words: the key that does the same, a code. */
export const startsWith = (text: string) => new RegExp(`^\\s*${literally(text)}`)

/** A text in which one part is only known while the test runs. */
export const withAny = (text: string, part: string) => new RegExp(literally(text).replace(literally(part), '.+'))

/** Label of a question, whether or not it need be answered. */
export const asLabel = (label: string) => new RegExp(`^${literally(label)}(\\s*${literally(say('ui.optional'))})?$`)

/** As pages write money: 100.000 đồng. */
export const money = (amountVnd: number) => say('format.money', { amount: new Intl.NumberFormat('vi-VN').format(amountVnd) })
