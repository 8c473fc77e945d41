import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Actor, type CitizenActor, type StaffActor, visitor } from '#server/modules/account/actor.ts'
import { newVerifyId } from '#server/modules/document/verify-id.ts'
import { can, visibleTo } from '#server/modules/dossier/dossier.policy.ts'
import { appRouter } from '#server/root.ts'
import { openWorkOf, processingBusiness } from '#tests/builders/dossiers.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, citizen, staff } from '#tests/builders/people.ts'
import { ROLES, type Role, type UnitKind } from '#workflows/procedure/definition.ts'
import { EXPECTED, type Persona } from './permission-table.ts'

/**
 * Every endpoint × every role × (own unit, another unit, another agency), a party, another citizen, nobody: compared with a table typed by
 * hand. The machine is told to refuse everything, so that what passes the permission check stops right behind it and changes nothing.
 */
const machine = vi.hoisted(() => ({ refuses: false }))
vi.mock('#workflows/dossier/advance.ts', async (original) => {
  const real = await original<typeof import('#workflows/dossier/advance.ts')>()
  const { DomainError } = await import('#workflows/domain-error.ts')
  return {
    ...real,
    advance: (...given: Parameters<typeof real.advance>) => {
      if (machine.refuses) throw new DomainError('EVENT_NOT_ALLOWED', 'refused for the matrix')
      return real.advance(...given)
    },
  }
})

const STAFF_ROLES = ROLES.filter((role) => !['citizen', 'business', 'representative'].includes(role))
const OWN_UNIT: Partial<Record<Role, UnitKind>> = {
  desk: 'oneStopDesk',
  director: 'oneStopDesk',
  leader: 'leadership',
  clerk: 'clerical',
  accountant: 'accounting',
  admin: 'operations',
  operator: 'operations',
}

const employee = (role: Role, agencyId: string, unitKind: UnitKind): StaffActor => ({
  kind: 'STAFF',
  id: `matrix-${role}-${agencyId}-${unitKind}`,
  fullName: 'Người thử quyền',
  email: `${role}@matrix.demo`,
  channel: 'WEB',
  grants: [{ role, agencyId, unitId: `${agencyId}-${unitKind}`, unitKind }],
})

let party: CitizenActor
let stranger: CitizenActor
const personas = new Map<Persona, Actor>()
const target = {
  code: '',
  workId: '',
  secret: '',
  draftId: '',
  fileId: randomUUID(),
  storedId: randomUUID(),
  officerId: '',
  documentId: randomUUID(),
  verifyId: newVerifyId(),
  proposalId: randomUUID(),
  refusedProposalId: randomUUID(),
  delegationId: randomUUID(),
  petitionCode: '',
  noticeId: randomUUID(),
}

beforeAll(async () => {
  party = await citizen()
  stranger = await citizen()
  target.code = (await processingBusiness(party)).code
  const officer = await staff('officer-economy')
  target.officerId = officer.id
  target.workId = await openWorkOf(officer, target.code)
  target.secret = (await as(party).dossier.get({ code: target.code })).lookupSecret
  target.draftId = (await as(party).draft.start({ procedureCode: '1.001612', agencyId: 'xa-a', source: 'ONLINE' })).id
  await asOwner(
    `INSERT INTO "StoredFile" (id, sha256, size, "contentType", name, purpose, "uploadedBy", "scanState", "createdAt", "homeAgencyId", "dossierId")
     SELECT $1, repeat('0', 64), 1, 'application/pdf', 'giay.pdf', 'FORM', 'system:worker', 'NOT_CONFIGURED', app_now(), "homeAgencyId", id FROM "Dossier" WHERE code = $2`,
    [target.storedId, target.code],
  )
  await asOwner(
    `INSERT INTO "IssuedDocument" ("homeAgencyId", "dossierId", id, form, "eventSeq", number, "fileId", sha256, "verifyId", "issuedAt")
     SELECT "homeAgencyId", id, $1, 'MAU_01', 3, '1/2026', $2, repeat('0', 64), $3, app_now() FROM "Dossier" WHERE code = $4`,
    [target.documentId, target.storedId, target.verifyId, target.code],
  )
  await asOwner(
    `INSERT INTO "Payment" ("homeAgencyId", id, "dossierId", "feeIds", reference, "amountVnd", method, status, "createdById", "createdAt")
     SELECT "homeAgencyId", 'matrix', id, '{le-phi-dang-ky}', 'dvcMATRIX', 1, 'ONLINE', 'CANCELLED', $2, app_now() FROM "Dossier" WHERE code = $1`,
    [target.code, party.id],
  )
  for (const id of [target.proposalId, target.refusedProposalId])
    await asOwner(
      `INSERT INTO "Proposal" ("homeAgencyId", "dossierId", id, action, input, "askedById", "askedAt", "approverRole", "agencyId", status)
       SELECT "homeAgencyId", id, $1, 'extend', $2, $3, app_now(), 'leader', 'xa-a', 'OPEN' FROM "Dossier" WHERE code = $4`,
      [id, JSON.stringify({ newPromisedAt: '2027-03-01T03:00:00.000Z', reason: 'Một lý do đủ dài' }), officer.id, target.code],
    )
  const words = 'Một câu đủ dài để được nhận, về việc thử quyền.'
  const petition = {
    requestId: randomUUID(),
    kind: 'REPORT',
    category: 'other',
    agencyId: 'xa-a',
    title: 'Thử quyền xem',
    words,
  } as const
  target.petitionCode = (await as(party).petition.send(petition)).code
  await asOwner(
    `INSERT INTO "Notification" ("homeAgencyId", id, "dossierId", "eventSeq", template, kind, channel, recipient, status, "createdAt", "agencyId", "undeliverableAt")
     SELECT "homeAgencyId", $1, id, 1, 'accepted', 'LEGAL', 'SMS', 'APPLICANT', 'FAILED', app_now(), 'xa-a', app_now() FROM "Dossier" WHERE code = $2`,
    [target.noticeId, target.code],
  )
  const [leader, clerk] = [await staff('leader'), await staff('clerk')]
  const delegationId = randomUUID()
  for (const [id, toId] of [
    [target.delegationId, officer.id],
    [delegationId, clerk.id],
  ])
    await asOwner(
      `INSERT INTO "Delegation" (id, "agencyId", "fromId", "toId", roles, "validFrom", "validTo", reason, "createdById", "createdAt")
       VALUES ($1, 'xa-a', $2, $3, '{}', '2020-01-01', '2199-12-31', 'Một lý do đủ dài', $2, app_now())`,
      [id, leader.id, toId],
    )
  const { id, fullName, grants } = leader
  personas.set('delegate@own', { ...clerk, principals: [{ delegationId, id, fullName, grants }] })
  personas.set('nobody', visitor).set('party', party).set('otherCitizen', stranger)
  for (const role of STAFF_ROLES) {
    const unit = OWN_UNIT[role] ?? 'economy'
    personas.set(`${role}@own`, employee(role, 'xa-a', unit))
    personas.set(`${role}@otherUnit`, employee(role, 'xa-a', unit === 'economy' ? 'justice' : 'division'))
    personas.set(`${role}@otherAgency`, employee(role, 'xa-b', unit))
  }
  machine.refuses = true
})
/** What was compared, for `npm run security`. */
const matrix = { endpoints: 0, personas: 0, cells: 0, allowed: 0, differences: [] as string[] }

afterAll(() => {
  machine.refuses = false
  const report = process.env.MOCUA_MATRIX_REPORT
  if (report) writeFileSync(report, JSON.stringify({ ...matrix, personas: personas.size }))
})

const REFUSED = ['NOT_PERMITTED', 'NOT_FOUND', 'NOT_SIGNED_IN', 'PAYMENT_UNKNOWN']

async function outcome(path: string, actor: Actor): Promise<'allowed' | 'refused'> {
  const row = EXPECTED[path]
  if (!row) throw new Error(`no row for ${path}`)
  const [area = '', name = ''] = path.split('.')
  const caller = as(actor) as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>
  try {
    const endpoint = caller[area]?.[name]
    if (!endpoint) throw new Error(`no endpoint ${path}`)
    await endpoint(row.input?.({ ...target, requestId: randomUUID() }))
    return 'allowed'
  } catch (error) {
    const message = error instanceof Error ? error.message : ''
    return REFUSED.includes(message) ? 'refused' : 'allowed'
  }
}

describe('who may', () => {
  it('has a row for each endpoint', () => {
    expect(Object.keys(EXPECTED).sort()).toEqual(Object.keys(appRouter._def.procedures).sort())
  })

  it.each(Object.keys(EXPECTED))('%s', async (path) => {
    const allowed = new Set(EXPECTED[path]?.may([...personas.keys()]))
    const differences: string[] = []
    for (const [persona, actor] of personas) {
      const found = await outcome(path, actor)
      const wanted = allowed.has(persona) ? 'allowed' : 'refused'
      if (found !== wanted) differences.push(`${persona}: ${found}, the table says ${wanted}`)
      matrix.cells += 1
      if (found === 'allowed') matrix.allowed += 1
    }
    matrix.endpoints += 1
    matrix.differences.push(...differences.map((difference) => `${path} ${difference}`))
    expect(differences).toEqual([])
  })

  it('hides a dossier from strangers as if it did not exist', async () => {
    for (const persona of ['otherCitizen', 'desk@otherAgency', 'officer@otherUnit', 'admin@own'] as Persona[]) {
      const actor = personas.get(persona)
      if (!actor) throw new Error(persona)
      await expect(as(actor).dossier.get({ code: target.code }), persona).rejects.toMatchObject({ message: 'NOT_FOUND' })
    }
  })
})

describe('the policy', () => {
  it('says the same as a question about one dossier and as a filter of queries', async () => {
    const { db } = await import('#server/db.ts')
    const { loadForReading } = await import('#server/modules/dossier/get-dossier.ts')
    const dossier = await loadForReading(party, target.code)
    for (const [persona, actor] of personas) {
      const rows = await db.$queryRaw<
        { id: string }[]
      >`SELECT d.id FROM "Dossier" d WHERE d.code = ${target.code} AND ${visibleTo(actor)}`
      expect(rows.length === 1, persona).toBe(can(actor, 'view', dossier).allow)
    }
  })

  it('knows all roles as data', async () => {
    const rows = await asOwner<{ id: string }>(`SELECT id FROM "Role" ORDER BY id`)
    expect(rows.map(({ id }) => id)).toEqual([...ROLES].sort())
  })
})
