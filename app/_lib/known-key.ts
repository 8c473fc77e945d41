/** The key of a record of words that a text from the server names, if there is one; new events and forms must not break a page. */
export function knownKey<Words extends object>(words: Words, key: string): (keyof Words & string) | undefined {
  return Object.keys(words).find((one): one is keyof Words & string => one === key)
}
