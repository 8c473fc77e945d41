import { db } from '#server/db.ts'

const columns = {
  id: true,
  code: true,
  nationalCode: true,
  nameVi: true,
  nameEn: true,
  kind: true,
  level: true,
  adminUnitCode: true,
  province: true,
  serves: true,
  fields: true,
  addressVi: true,
  phone: true,
  openingVi: true,
  units: { select: { id: true, kind: true, nameVi: true, nameEn: true }, orderBy: { id: 'asc' } },
} as const

/** All agencies in force today: some hundred rows in a province. */
export async function listAgencies() {
  const [day] = await db.$queryRaw<{ today: Date }[]>`SELECT (app_now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS today`
  const today = day?.today
  return db.agency.findMany({
    where: { validFrom: { lte: today }, OR: [{ validTo: null }, { validTo: { gte: today } }] },
    select: columns,
    orderBy: { code: 'asc' },
  })
}

/** Also one that was merged away: old dossiers keep naming it. */
export const findAgency = (id: string) => db.agency.findUnique({ where: { id }, select: columns })

export const listUnits = (level: string, parent?: string) =>
  db.adminUnit.findMany({
    where: { level, ...(parent ? { parent } : {}) },
    select: { code: true, nameVi: true },
    orderBy: { code: 'asc' },
  })
