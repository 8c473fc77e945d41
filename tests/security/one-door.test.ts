import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { appRouter } from '#server/root.ts'
import { arrivedBusiness, openWorkOf, processingBusiness, settledFees } from '#tests/builders/dossiers.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, citizen, staff } from '#tests/builders/people.ts'

const machine = vi.hoisted(() => ({ isBroken: false }))
vi.mock('#workflows/dossier/advance.ts', async (original) => {
  const real = await original<typeof import('#workflows/dossier/advance.ts')>()
  return {
    ...real,
    advance: (...given: Parameters<typeof real.advance>) => {
      if (machine.isBroken) throw new Error('advance is broken on purpose')
      return real.advance(...given)
    },
  }
})

const sources = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|mjs)$/.test(name) && !name.includes('.test.') && !name.includes('generated'))
    .map((name) => join(folder, name))
const filesWith = (pattern: RegExp) =>
  [...sources('server'), ...sources('app'), ...sources('prisma')].filter((file) => pattern.test(readFileSync(file, 'utf8')))

describe('one door', () => {
  it('is the only caller of the statement that changes dossiers', () => {
    expect(filesWith(/save_changes?\s*\(/)).toEqual(['server/modules/dossier/change.repository.ts'])
    expect(filesWith(/import (type )?\{[^}]*\bsaveChanges?\b/)).toEqual(['server/modules/dossier/change-dossier.ts'])
    expect(filesWith(/import \{[^}]*\bsave\b[^}]*\} from '\.\/change-dossier/)).toEqual([
      'server/modules/dossier/open-dossier.ts',
    ])
  })

  it('has no window: nothing writes the tables of a dossier in another way', () => {
    const tables =
      'dossier|dossierEvent|workItem|clockSegment|timer|supplementRequest|feeDue|command|formData|eventSealed|dossierParty|dossierPaper|delivery'
    expect(filesWith(new RegExp(`db\\.(${tables})\\.(create|update|upsert|delete)`, 'i'))).toEqual([])
    expect(filesWith(new RegExp(`(INSERT INTO|UPDATE|DELETE FROM) "(${tables})"`, 'i'))).toEqual([])
  })
})

describe('with a broken machine', () => {
  afterEach(() => {
    machine.isBroken = false
  })

  it('every change of a dossier refuses and nothing is written', async () => {
    const person = await citizen()
    const [desk, officer, head, leader] = [
      await staff('desk'),
      await staff('officer'),
      await staff('head'),
      await staff('leader'),
    ]
    const arrived = (await arrivedBusiness(person)).code
    const running = (await processingBusiness(person)).code
    const workId = await openWorkOf(officer, running)
    const { id: draftId } = await as(person).draft.start({ procedureCode: '1.001612', agencyId: 'xa-a', source: 'ONLINE' })
    const reason = 'Một lý do đủ dài để được nhận'
    const notice = { noticeNumber: 'TB-1', agencyVi: 'Thuế cơ sở', items: [{ nameVi: 'Lệ phí', amountVnd: 1 }], amountVnd: 1 }
    const to = (code: string) => ({ code, requestId: randomUUID() })
    const { proposalId } = await as(officer).work.extend({ ...to(running), newPromisedAt: '2027-03-01T03:00:00.000Z', reason })
    const heir = await citizen()
    const offer = await as(person).invitation.invite({
      about: { code: running },
      kind: 'HAND_OVER',
      personalId: heir.personalId ?? '',
    })
    const items = [{ paperCode: null, fieldId: 'businessName', note: 'Chọn tên khác' }]
    const given = { draftId, requestId: randomUUID(), resultWay: 'DESK' as const }
    const changes: Record<string, () => Promise<unknown>> = {
      'dossier.submit': () => as(person).dossier.submit({ ...given, declared: true }),
      'dossier.withdraw': () => as(person).dossier.withdraw({ ...to(arrived), reason }),
      'dossier.requestWithdrawal': () => as(person).dossier.requestWithdrawal({ ...to(running), reason }),
      'dossier.chooseResultWay': () => as(person).dossier.chooseResultWay({ ...to(running), way: 'DESK' }),
      'invitation.answer': () => as(heir).invitation.answer({ id: offer.id, accept: true }),
      'dossier.supply': () => as(person).dossier.supply({ ...to(running), supplementId: 'none' }),
      'desk.submit': () => as(desk).desk.submit({ ...given, papers: [] }),
      'desk.accept': () => as(desk).desk.accept({ ...to(arrived), papers: [] }),
      'desk.refuseIntake': () => as(desk).desk.refuseIntake({ ...to(arrived), reasonCode: 'other', reason }),
      'desk.handOver': () => as(desk).desk.handOver(to(arrived)),
      'desk.returnResult': () => as(desk).desk.returnResult({ ...to(arrived), receiverName: 'Ai đó', originalsReturned: true }),
      'work.open': () => as(officer).work.open({ ...to(running), workId }),
      'work.claim': () => as(officer).work.claim({ ...to(running), workId }),
      'work.release': () => as(officer).work.release({ ...to(running), workId }),
      'work.assign': () => as(head).work.assign({ ...to(running), workId, accountId: officer.id }),
      'work.completeStep': () => as(officer).work.completeStep({ ...to(running), workId, outcome: 'eligible' }),
      'work.sendBack': () => as(officer).work.sendBack({ ...to(running), workId, toStep: 'check', reason }),
      'work.recall': () => as(officer).work.recall({ ...to(running), workId }),
      'work.requestSupplement': () => as(officer).work.requestSupplement({ ...to(running), items, reason }),
      'work.cancelSupplement': () => as(officer).work.cancelSupplement({ ...to(running), supplementId: 'none' }),
      'work.suspend': () => as(head).work.suspend({ ...to(running), basis: 'Luật', reason }),
      'work.resume': () => as(officer).work.resume(to(running)),
      'work.extend': () => as(head).work.extend({ ...to(running), newPromisedAt: '2027-03-01T03:00:00.000Z', reason }),
      'work.stop': () => as(head).work.stop({ ...to(running), basis: 'Luật', reason }),
      'work.confirmWithdrawal': () => as(officer).work.confirmWithdrawal(to(running)),
      'work.denyWithdrawal': () => as(officer).work.denyWithdrawal({ ...to(running), reason }),
      'dossier.proveObligation': () =>
        as(person).dossier.proveObligation({ ...to(running), obligationId: 'none', fileIds: [randomUUID()] }),
      'desk.proveObligation': () => as(desk).desk.proveObligation({ ...to(running), obligationId: 'none', note: reason }),
      'work.askOpinion': () => as(officer).work.askOpinion({ ...to(running), workId, members: [{ agencyId: 'so-tc' }] }),
      'work.addMember': () => as(officer).work.addMember({ ...to(running), workId, member: { agencyId: 'so-tc' } }),
      'work.giveOpinion': () => as(officer).work.giveOpinion({ ...to(running), workId, member: 'a', answer: 'a', text: reason }),
      'work.closeOpinions': () => as(officer).work.closeOpinions({ ...to(running), workId, reason }),
      'work.requireObligation': () => as(officer).work.requireObligation({ ...to(running), ...notice }),
      'work.settleObligation': () => as(officer).work.settleObligation({ ...to(running), obligationId: 'none', note: reason }),
      'work.transfer': () => as(leader).work.transfer({ ...to(running), toAgencyId: 'xa-b', reason }),
      'work.openSub': () => as(officer).work.openSub({ ...to(running), workId }),
      'work.approve': () => as(leader).work.approve({ ...to(running), proposalId: String(proposalId) }),
      'work.refuseProposal': () => as(leader).work.refuseProposal({ ...to(running), proposalId: 'none', reason }),
      'work.reopen': () => as(leader).work.reopen({ ...to(running), toStep: 'check', reason }),
      'payment.takeCash': () => as(desk).payment.takeCash({ ...to(arrived), feeIds: ['le-phi-dang-ky'] }),
    }
    // money, drafts, messages and whom one lets in have lives of their own; what they do to a dossier goes through the changes above
    const apart =
      /^(account|calendar|delegation|draft|file|exchange|admin|procedure|setting|message|history|notice|petition|rating)\.|^payment\.start$|^invitation\.(invite|end)$/
    // typed as nested routers; at run time a flat list of endpoints by path
    const flat = appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>
    const endpoints = Object.entries(flat)
    const mutations = endpoints
      .filter(([path, endpoint]) => endpoint._def.type === 'mutation' && !apart.test(path))
      .map(([path]) => path)
    expect(Object.keys(changes).sort()).toEqual(mutations.sort())

    const counted = () =>
      asOwner(`SELECT (SELECT count(*) FROM "DossierEvent") AS events, (SELECT sum(revision) FROM "Dossier") AS revisions,
        (SELECT count(*) FROM "OutboxMessage") AS outbox, (SELECT count(*) FROM "Command") AS commands`)
    const before = await counted()
    machine.isBroken = true
    for (const [path, change] of Object.entries(changes)) await expect(change(), path).rejects.toThrow()
    await expect(settledFees(arrived)).rejects.toThrow()
    expect(await counted()).toEqual(before)
  })
})
