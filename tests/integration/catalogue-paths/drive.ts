import { randomUUID, randomUUIDv7 } from 'node:crypto'
import { appNow } from '#server/clock.repository.ts'
import { type Actor, type CitizenActor, type StaffActor, systemActor } from '#server/modules/account/actor.ts'
import { openDossier } from '#server/modules/dossier/open-dossier.ts'
import { feeRow } from '#server/modules/dossier/submit-draft.ts'
import { workOut } from '#server/modules/draft/work-out.ts'
import { CATALOG, pdf } from '#server/modules/file/samples.test-support.ts'
import { effectiveVersion } from '#server/modules/procedure/definition-of.ts'
import { settledFees } from '#tests/builders/dossiers.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, staff } from '#tests/builders/people.ts'
import { sendFile } from '#tests/builders/uploads.ts'
import type { Move, Way } from './plan.ts'

// Carries out a way through the endpoints, each act by somebody whose work it is.

interface WorkRow extends Record<string, unknown> {
  workId: string
  step: string
  member: string | null
  role: string
  unitKind: string
  agencyId: string
  assigneeId: string | null
  excludedAccountId: string | null
}

const openWorkOf = (code: string) =>
  asOwner<WorkRow>(
    `SELECT w."workId", w.step, w.member, w.role, w."unitKind", w."agencyId", w."assigneeId", w."excludedAccountId"
     FROM "WorkItem" w JOIN "DossierLocator" l ON l.id = w."dossierId" WHERE l.code = $1 AND w."closedAt" IS NULL ORDER BY w."workId"`,
    [code],
  )

/** Somebody who holds the role in that unit, whom four eyes do not keep away, and nobody else's work. */
async function performerOf(work: WorkRow): Promise<StaffActor> {
  const people = await asOwner<{ id: string; email: string }>(
    `SELECT a.id, a.email FROM "Account" a JOIN "RoleGrant" g ON g."accountId" = a.id JOIN "Unit" u ON u.id = g."unitId"
     WHERE g."roleId" = $1 AND g."agencyId" = $2 AND u.kind = $3 AND ($4::text IS NULL OR a.id = $4) AND a.id IS DISTINCT FROM $5
     ORDER BY a.email`,
    [work.role, work.agencyId, work.unitKind, work.assigneeId, work.excludedAccountId],
  )
  const [first] = people
  if (!first) throw new Error(`nobody at ${work.agencyId} can do ${work.workId} (${work.role}/${work.unitKind})`)
  const [name = '', agency = ''] = first.email.replace(/\.demo$/, '').split('@')
  return staff(name, agency)
}

async function workOf(code: string, isMeant: (work: WorkRow) => boolean): Promise<{ work: WorkRow; actor: StaffActor }> {
  const rows = await openWorkOf(code)
  const work = rows.find(isMeant)
  if (!work) throw new Error(`${code} has no such open work among ${rows.map(({ workId }) => workId).join(', ') || 'none'}`)
  return { work, actor: await performerOf(work) }
}

const deskOf = async (code: string) => (await workOf(code, ({ role }) => role === 'desk')).actor

export class Driver {
  private readonly way: Way
  private readonly person: CitizenActor
  code = ''

  constructor(way: Way, person: CitizenActor) {
    this.way = way
    this.person = person
  }

  async file(): Promise<void> {
    const { definition, source } = this.way.filing
    const { agencies } = await as(this.person).procedure.get({ code: definition.code })
    const place = agencies.find(({ id }) => id.startsWith('xa-')) ?? agencies[0]
    if (!place) throw new Error(`${definition.code} can be handed in nowhere`)
    if (source === 'ONLINE') this.code = await this.fileOnline(place.id)
    else if (source === 'DESK') this.code = await this.fileAtDesk(place.id)
    else this.code = await this.fileAtPortal(place.id, place.competent[0]?.id ?? place.id)
  }

  private async fileOnline(agencyId: string): Promise<string> {
    const { definition, answers } = this.way.filing
    const api = as(this.person)
    const { id } = await api.draft.start({ procedureCode: definition.code, agencyId, source: 'ONLINE' })
    await api.draft.save({ id, revision: (await api.draft.get({ id })).revision, answers })
    const { papers } = await api.draft.get({ id })
    for (const paper of papers)
      if (paper.upload && paper.required) await sendFile(api, { draftId: id, paperCode: paper.code }, pdf(CATALOG))
    const filed = await api.dossier.submit({ draftId: id, requestId: randomUUID(), declared: true, resultWay: 'ONLINE' })
    return String(filed.code)
  }

  private async fileAtDesk(agencyId: string): Promise<string> {
    const { definition, answers } = this.way.filing
    const desk = await staff('desk', agencyId)
    const api = as(desk)
    const applicant = { fullName: this.person.fullName, personalId: this.person.personalId ?? '', phone: '0901000002' }
    const { id } = await api.draft.start({ procedureCode: definition.code, agencyId, source: 'DESK', applicant })
    await api.draft.save({ id, revision: (await api.draft.get({ id })).revision, answers })
    const { papers } = await api.draft.get({ id })
    const handedIn = papers.map(({ code }) => ({ code, originals: 1, certified: 0, copies: 1, originalSeen: true }))
    const filed = await api.desk.submit({ draftId: id, requestId: randomUUID(), papers: handedIn, resultWay: 'DESK' })
    return String(filed.code)
  }

  /** As the national portal's filing arrives after its signature and its files were checked (its contract has tests of its own). */
  private async fileAtPortal(agencyId: string, competentAgencyId: string): Promise<string> {
    const { versionId } = await effectiveVersion(this.way.filing.definition.code)
    const now = await appNow()
    const work = await workOut({
      procedureVersionId: versionId,
      agencyId,
      answers: this.way.filing.answers,
      source: 'PORTAL',
      now,
    })
    if (!work.chosenCase || work.issues.length > 0)
      throw new Error(`the portal's filing does not fit: ${JSON.stringify(work.issues)}`)
    const { id: accountId, fullName, personalId, techId } = this.person
    const nobodyElse = { phone: null, email: null, address: null, partyKind: 'CITIZEN' as const }
    const id = randomUUIDv7()
    const { code } = await openDossier(systemActor('portal'), {
      id,
      requestId: id,
      source: 'PORTAL',
      procedureVersionId: versionId,
      receivingPointId: agencyId,
      competentAgencyId,
      answers: work.answers,
      caseCode: work.chosenCase.code,
      fees: work.fees.map((fee) => feeRow(fee, 'PORTAL')),
      parties: [{ kind: 'APPLICANT', accountId, fullName, personalId, techId, ...nobodyElse }],
      papers: [],
      fileIds: [],
      resultWay: 'DESK',
      foreignCode: `P-${id}`,
      body: {},
    })
    return code
  }

  async make(move: Move): Promise<void> {
    const { code } = this
    const request = { code, requestId: randomUUID() }
    switch (move.do) {
      case 'pay':
        await settledFees(code)
        return
      case 'accept': {
        const desk = await deskOf(code)
        const { papers } = await as(desk).dossier.get({ code })
        const seen = [...new Set(papers.map((paper) => paper.code))].map((paper) => ({
          code: paper,
          originals: 1,
          certified: 0,
          copies: 0,
          originalSeen: true,
        }))
        await as(desk).desk.accept({ ...request, papers: seen })
        return
      }
      case 'handOver':
        await as(await deskOf(code)).desk.handOver(request)
        return
      case 'refuse':
        await as(await deskOf(code)).desk.refuseIntake({
          ...request,
          reasonCode: 'other',
          reason: 'Hồ sơ không thuộc phạm vi giải quyết',
        })
        return
      case 'withdraw':
        await as(this.person).dossier.withdraw({ ...request, reason: 'Tôi nộp nhầm thủ tục' })
        return
      case 'stop': {
        const { actor } = await workOf(code, ({ member }) => member === null)
        const head = await this.whoMay('stop', actor)
        await as(head).work.stop({ ...request, basis: 'Luật Tố cáo', reason: 'Có căn cứ phải dừng giải quyết hồ sơ' })
        return
      }
      case 'return': {
        const view = await as(await deskOf(code)).dossier.get({ code })
        if (view.fees.owedVnd > 0) await settledFees(code)
        await as(await deskOf(code)).desk.returnResult({
          ...request,
          receiverName: this.person.fullName,
          originalsReturned: true,
        })
        return
      }
      case 'complete':
        await this.complete(move)
        return
      case 'ask':
        await this.ask(move)
        return
      case 'answer':
        await this.answer(move)
        return
      case 'oblige': {
        const { actor } = await workOf(code, ({ step, member }) => step === move.step && member === null)
        const items = [{ nameVi: 'Lệ phí trước bạ', amountVnd: 5_000_000 }]
        await as(actor).work.requireObligation({
          ...request,
          noticeNumber: 'TB-01/2026',
          agencyVi: 'Thuế cơ sở',
          items,
          amountVnd: 5_000_000,
        })
        return
      }
      case 'prove': {
        const { actor } = await workOf(code, ({ step, member }) => step === move.step && member === null)
        const { obligations } = await as(actor).dossier.get({ code })
        const open = obligations.find(({ status }) => status === 'OPEN')
        if (!open) throw new Error(`${code} has no open obligation`)
        await as(actor).work.settleObligation({ ...request, obligationId: open.id, note: 'Cơ quan thuế báo đã nộp đủ' })
        return
      }
    }
  }

  private async complete({ step, outcome, data }: Extract<Move, { do: 'complete' }>): Promise<void> {
    const { work, actor } = await workOf(this.code, (each) => each.step === step && each.member === null)
    const checks = this.way.filing.definition.steps.find(({ id }) => id === step)?.checks.map(({ id }) => id) ?? []
    await as(actor).work.completeStep({
      code: this.code,
      requestId: randomUUID(),
      workId: work.workId,
      outcome,
      data,
      checks,
      reason: 'Theo kết quả kiểm tra hồ sơ và quy định hiện hành',
    })
  }

  private async ask({ step, count }: Extract<Move, { do: 'ask' }>): Promise<void> {
    const { work, actor } = await workOf(this.code, (each) => each.step === step && each.member === null)
    const { from, agencies, people } = await as(actor).work.membersFor({ code: this.code, workId: work.workId })
    const members =
      from === 'any'
        ? agencies.slice(0, count).map(({ id }) => ({ agencyId: id }))
        : people.slice(0, count).map(({ id }) => ({ accountId: id }))
    await as(actor).work.askOpinion({ code: this.code, requestId: randomUUID(), workId: work.workId, members })
  }

  private async answer({ step, answer }: Extract<Move, { do: 'answer' }>): Promise<void> {
    const { work, actor } = await workOf(this.code, (each) => each.step === step && each.member !== null)
    await as(actor).work.giveOpinion({
      code: this.code,
      requestId: randomUUID(),
      workId: work.workId.replace(`.${work.member}`, ''),
      member: work.member ?? '',
      answer,
      text: 'Chúng tôi đã xem xét và có ý kiến như trên.',
    })
  }

  /** Which colleague the policy lets do this: whoever sees the action. */
  private async whoMay(action: string, first: StaffActor): Promise<Actor> {
    const agencyId = first.grants[0]?.agencyId ?? ''
    for (const name of ['head', 'leader', 'director']) {
      const actor = await staff(name, agencyId).catch(() => null)
      if (!actor) continue
      const view = await as(actor)
        .dossier.get({ code: this.code })
        .catch(() => null)
      if (view?.actions.some((each) => each.action === action)) return actor
    }
    const own = await as(first).dossier.get({ code: this.code })
    if (own.actions.some((each) => each.action === action)) return first
    throw new Error(`nobody may ${action} ${this.code}; state ${own.shellState}`)
  }
}
