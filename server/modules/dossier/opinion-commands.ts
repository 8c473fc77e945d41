import { DomainError } from '#workflows/domain-error.ts'
import type { MachineEvent } from '#workflows/dossier/events.ts'
import type { Members } from '#workflows/procedure/definition.ts'
import type { Actor } from '../account/actor.ts'
import { agencies, agencyById } from '../agency/agencies.ts'
import { attachedPapers } from '../file/attached-files.ts'
import { changeDossier } from './change-dossier.ts'
import type { AddMemberInput, AskOpinionInput, CloseOpinionsInput, GiveOpinionInput, MemberInput } from './dossier.schema.ts'
import { listPerformers } from './dossier-view.repository.ts'
import { loadForReading } from './get-dossier.ts'
import { dataRefOf, sealData } from './history.ts'
import type { LoadedDossier } from './loaded-dossier.ts'
import { memberWorkId } from './member-work.ts'

type AskedMember = Extract<MachineEvent, { type: 'ADD_MEMBER' }>['member']
type Chosen = NonNullable<Members['chosen']>

/** The step that asks, and how its members are chosen. */
function asking(dossier: LoadedDossier, workId: string) {
  const work = dossier.state.context.work.find((candidate) => candidate.workId === workId)
  const members = dossier.definition.steps.find((step) => step.id === work?.step)?.members
  if (!work || !members) throw new DomainError('INPUT_INVALID', `${workId} asks nobody`, { path: 'workId' })
  return { work, members }
}

/** The agency whose step it is: colleagues are chosen from it. */
const ownAgency = (dossier: LoadedDossier, workId: string): string =>
  dossier.work.find((work) => work.workId === workId)?.agencyId ?? dossier.competentAgencyId

async function candidates(dossier: LoadedDossier, workId: string, { from, role, unitKind }: Chosen) {
  const own = ownAgency(dossier, workId)
  const known = dossier.state.context.opinions.filter((opinion) => opinion.workId === workId)
  if (from === 'own') {
    const people = await listPerformers(role, own, unitKind)
    return { agencies: [], people: people.filter((person) => !known.some((opinion) => opinion.accountId === person.id)) }
  }
  const asked = new Set(known.map((opinion) => dossier.agencyOf(dossier, opinion.performer)))
  const found = (await agencies()).filter(
    (agency) => agency.id !== own && !asked.has(agency.id) && agency.units.some((unit) => unit.kind === unitKind),
  )
  return { agencies: found.map(({ id, code, nameVi, nameEn }) => ({ id, code, nameVi, nameEn })), people: [] }
}

/** Whom the performer of this step may still ask. */
export async function membersFor(actor: Actor, { code, workId }: { code: string; workId: string }) {
  const dossier = await loadForReading(actor, code)
  const { chosen, fixed } = asking(dossier, workId).members
  const known = dossier.state.context.opinions.filter((opinion) => opinion.workId === workId).map(({ member }) => member)
  const left = fixed.filter(({ id }) => !known.includes(id)).map(({ id, nameVi, nameEn }) => ({ member: id, nameVi, nameEn }))
  if (!chosen) return { from: null, min: 0, max: 0, left: 0, addLater: false, fixed: left, agencies: [], people: [] }
  const asked = known.filter((member) => !fixed.some((each) => each.id === member)).length
  const { from, min, max, addLater } = chosen
  return { from, min, max, left: Math.max(0, max - asked), addLater, fixed: left, ...(await candidates(dossier, workId, chosen)) }
}

/** The member as the machine knows it; who is no candidate is refused before. */
async function memberOf(dossier: LoadedDossier, workId: string, given: MemberInput): Promise<AskedMember> {
  const { chosen, fixed } = asking(dossier, workId).members
  if (given.memberId !== undefined && fixed.some((each) => each.id === given.memberId)) return { member: given.memberId }
  if (!chosen) throw new DomainError('EVENT_NOT_ALLOWED', `${workId} chooses nobody`)
  const limit = given.limit ? { limit: given.limit } : {}
  const possible = await candidates(dossier, workId, chosen)
  if (given.accountId !== undefined && possible.people.some((person) => person.id === given.accountId))
    return { member: `p-${given.accountId}`, accountId: given.accountId, ...limit }
  if (given.agencyId !== undefined && possible.agencies.some((agency) => agency.id === given.agencyId)) {
    const { code: agency } = await agencyById(given.agencyId)
    return { member: `a-${given.agencyId}`, performer: { role: chosen.role, unitKind: chosen.unitKind, agency }, ...limit }
  }
  throw new DomainError('INPUT_INVALID', `${given.agencyId ?? given.accountId} cannot be asked by ${workId}`, { path: 'members' })
}

const asked = (question: string | undefined) => (question ? { question } : undefined)

export const askOpinion = (actor: Actor, input: AskOpinionInput) =>
  changeDossier(
    actor,
    input.code,
    { requestId: input.requestId, action: 'askOpinion', body: input, workId: input.workId },
    async (dossier) => {
      const members = await Promise.all(input.members.map((member) => memberOf(dossier, input.workId, member)))
      return {
        events: [{ event: { type: 'ASK_OPINION', workId: input.workId, members }, sealed: asked(input.question) }],
      }
    },
  )

export const addMember = (actor: Actor, input: AddMemberInput) =>
  changeDossier(
    actor,
    input.code,
    { requestId: input.requestId, action: 'addMember', body: input, workId: input.workId },
    async (dossier) => ({
      events: [
        {
          event: {
            type: 'ADD_MEMBER',
            workId: input.workId,
            member: await memberOf(dossier, input.workId, input.member),
          },
          sealed: asked(input.question),
        },
      ],
    }),
  )

export const closeOpinions = (actor: Actor, input: CloseOpinionsInput) =>
  changeDossier(
    actor,
    input.code,
    { requestId: input.requestId, action: 'closeOpinions', body: input, workId: input.workId },
    () => ({
      events: [
        {
          event: { type: 'CLOSE_OPINIONS', workId: input.workId, reasonRef: 'reason' },
          sealed: { reason: input.reason },
        },
      ],
    }),
  )

/** The answer in words lies beside the chain like what a step writes down; its hash stands in it. */
export const giveOpinion = (actor: Actor, input: GiveOpinionInput) => {
  const workId = memberWorkId(input)
  return changeDossier(
    actor,
    input.code,
    { requestId: input.requestId, action: 'giveOpinion', body: input, workId },
    async (dossier) => {
      const data = sealData({ text: input.text })
      const version = dossier.forms + 1
      const { workId: main, member, answer } = input
      return {
        events: [{ event: { type: 'GIVE_OPINION', workId: main, member, answer, dataRef: dataRefOf(version, data) } }],
        formData: [{ id: `opinion-${workId}`, version, ...data }],
        papers: await attachedPapers(actor, dossier, { kind: 'OPINION', subjectId: workId, fileIds: input.fileIds }),
      }
    },
  )
}
