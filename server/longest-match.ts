/** The longest text that an anchored expression takes, or null when there is no end to it. Knows what input schemas use and refuses the rest. */
export function longestMatch(pattern: string): number | null {
  if (!pattern.startsWith('^') || !pattern.endsWith('$') || pattern.endsWith('\\$')) return null
  const text = pattern.slice(1, -1)
  let at = 0

  function alternatives(): number | null {
    let longest: number | null = 0
    for (;;) {
      const one = sequence()
      longest = longest === null || one === null ? null : Math.max(longest, one)
      if (text[at] !== '|') return longest
      at += 1
    }
  }

  function sequence(): number | null {
    let length: number | null = 0
    while (at < text.length && text[at] !== '|' && text[at] !== ')') {
      const each = atom()
      const most = times()
      length = length === null || each === null || most === null ? (each === 0 ? length : null) : length + each * most
    }
    return length
  }

  function atom(): number | null {
    const sign = text[at]
    at += 1
    if (sign === '\\') {
      const meant = text[at] ?? ''
      at += 1
      if (meant === 'p' && text[at] === '{') at = text.indexOf('}', at) + 1
      return meant === 'b' ? 0 : 1
    }
    if (sign === '[') {
      while (at < text.length && text[at] !== ']') at += text[at] === '\\' ? 2 : 1
      at += 1
      return 1
    }
    if (sign !== '(') return sign === '^' || sign === '$' ? 0 : 1
    const look = /^\?(?:=|!|<=|<!)/.exec(text.slice(at, at + 3))?.[0]
    at += look?.length ?? (text.startsWith('?:', at) ? 2 : 0)
    const inside = alternatives()
    at += 1
    return look ? 0 : inside
  }

  /** How often the atom before may come. */
  function times(): number | null {
    const [whole, sign, fixed, most] = /^(?:([?*+])|\{(\d+)\}|\{\d*,(\d*)\})/.exec(text.slice(at)) ?? []
    if (whole === undefined) return 1
    at += whole.length
    if (text[at] === '?') at += 1
    if (sign !== undefined) return sign === '?' ? 1 : null
    if (fixed !== undefined) return Number(fixed)
    return most ? Number(most) : null
  }

  const longest = alternatives()
  return at === text.length ? longest : null
}
