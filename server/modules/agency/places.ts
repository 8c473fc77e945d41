import { listUnits } from './agency.repository.ts'

export interface Place {
  code: string
  nameVi: string
}

const vietnamese = new Intl.Collator('vi')
const known = new Map<string, Promise<Place[]>>()

/** Administrative units change by law, with a new seed; a process reads each list once. */
function places(level: 'province' | 'commune', parent?: string): Promise<Place[]> {
  const key = `${level}:${parent ?? ''}`
  const cached = known.get(key)
  if (cached) return cached
  const reading = listUnits(level, parent).then((rows) =>
    rows.map(({ code, nameVi }) => ({ code, nameVi })).sort((a, b) => vietnamese.compare(a.nameVi, b.nameVi)),
  )
  reading.then(
    (rows) => {
      // unknown provinces must not fill the memory
      if (rows.length === 0) known.delete(key)
    },
    () => known.delete(key),
  )
  known.set(key, reading)
  return reading
}

export const provinces = (): Promise<Place[]> => places('province')
export const communes = (province: string): Promise<Place[]> => places('commune', province)
