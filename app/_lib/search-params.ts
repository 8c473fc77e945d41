/** One value of an address; a repeated one counts by its first. */
export function oneOf(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value)?.trim() ?? ''
}

export function withParams(path: string, params: Record<string, string>): string {
  const given = Object.entries(params).filter(([, value]) => value !== '')
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`
}
