import { randomUUIDv7 } from 'node:crypto'
import { Prisma } from '#prisma/generated/client.ts'
import type { Identity } from '#server/adapters/identity/claims.ts'
import { db } from '#server/db.ts'

export const findStaffByEmail = (email: string) =>
  db.account.findFirst({
    where: { email, kind: 'STAFF' },
    select: { id: true, fullName: true, passwordHash: true, status: true },
  })

export const findIdentity = (accountId: string) =>
  db.account.findUnique({
    where: { id: accountId },
    select: {
      fullName: true,
      personalId: true,
      organisationId: true,
      phone: true,
      birthOn: true,
      sex: true,
      address: true,
      contactEmail: true,
    },
  })

const columns = (identity: Identity) => ({
  techId: identity.techId,
  personalId: identity.personalId,
  organisationId: identity.organisationId,
  fullName: identity.fullName,
  contactEmail: identity.email,
  phone: identity.phone,
  birthOn: identity.birthOn ? new Date(`${identity.birthOn}T00:00:00Z`) : null,
  sex: identity.sex,
  address: identity.address,
})

/**
 * Creates or refreshes the account of a person, known again by TechID, then by personal number.
 * Null: the two numbers belong to different accounts, or to one that may not sign in this way.
 */
export async function saveCitizen(identity: Identity): Promise<{ id: string; isNew: boolean } | null> {
  const numbers = [{ techId: identity.techId }, ...(identity.personalId ? [{ personalId: identity.personalId }] : [])]
  const found = await db.account.findMany({ where: { OR: numbers }, select: { id: true, kind: true, status: true } })
  const [known] = found
  if (found.length > 1 || (known && (known.kind !== 'CITIZEN' || known.status !== 'ACTIVE'))) return null
  if (known) {
    await db.account.update({ where: { id: known.id }, data: columns(identity), select: { id: true } })
    return { id: known.id, isNew: false }
  }
  try {
    const created = await db.account.create({
      data: { id: randomUUIDv7(), kind: 'CITIZEN', ...columns(identity) },
      select: { id: true },
    })
    return { id: created.id, isNew: true }
  } catch (error) {
    // two first sign-ins at the same moment: the other one made the account
    if (!(error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')) throw error
    const made = await db.account.findUnique({ where: { techId: identity.techId }, select: { id: true } })
    return made ? { id: made.id, isNew: false } : null
  }
}

/** Words for what an actor holds: a handful of rows. */
export async function namesOfGrants(agencyIds: string[], unitIds: string[], roleIds: string[]) {
  const [agencies, units, roles] = await Promise.all([
    db.agency.findMany({ where: { id: { in: agencyIds } }, select: { id: true, nameVi: true } }),
    db.unit.findMany({ where: { id: { in: unitIds } }, select: { id: true, nameVi: true } }),
    db.role.findMany({ where: { id: { in: roleIds } }, select: { id: true, nameVi: true, nameEn: true } }),
  ])
  const byId = <Row extends { id: string }>(rows: Row[]) => new Map(rows.map((row) => [row.id, row]))
  return { agencies: byId(agencies), units: byId(units), roles: byId(roles) }
}

export const findAccountOfOrganisation = (organisationId: string) =>
  db.account.findFirst({
    where: { kind: 'CITIZEN', organisationId, status: 'ACTIVE' },
    orderBy: { createdAt: 'asc' },
    select: { id: true },
  })
