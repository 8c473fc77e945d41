import { DomainError } from '#workflows/domain-error.ts'
import type { Actor } from '../account/actor.ts'
import { agencyById } from '../agency/agencies.ts'
import { type FileOfPaper, type FileShown, filesOfSubject } from './attached-view.ts'
import { timerDue } from './deadlines.ts'
import type { EventOfDossier } from './dossier-view.repository.ts'
import type { LoadedDossier } from './loaded-dossier.ts'
import { memberWorkId } from './member-work.ts'

export interface OpinionView {
  workId: string
  member: string
  step: string
  stepNameVi: string | null
  stepNameEn: string | null
  nameVi: string | null
  nameEn: string | null
  agencyNameVi: string
  personName: string | null
  askedAt: string
  askedByName: string | null
  question: string | null
  dueAt: string | null
  isLate: boolean
  status: 'OPEN' | 'ANSWERED' | 'SILENT' | 'CANCELLED'
  answer: string | null
  answerVi: string | null
  answerEn: string | null
  counts: 'for' | 'against' | 'neutral' | null
  answeredAt: string | null
  answeredByName: string | null
  text: string | null
  files: FileShown[]
  mine: boolean
}

const text = (value: unknown) => (typeof value === 'string' ? value : null)

/** The question that came with the asking of this member. */
function questionOf(events: readonly EventOfDossier[], workId: string, member: string): string | null {
  const asking = events.find(({ type, payload }) => {
    if (payload.workId !== workId) return false
    if (type === 'ADD_MEMBER') return JSON.stringify(payload.member ?? null).includes(`"${member}"`)
    return type === 'ASK_OPINION' && JSON.stringify(payload.members ?? []).includes(`"${member}"`)
  })
  return text(asking?.sealed?.question)
}

/** Who was asked, until when, and what they said; for staff only. */
export async function opinionViews(
  actor: Actor,
  dossier: LoadedDossier,
  events: readonly EventOfDossier[],
  names: ReadonlyMap<string, string>,
  files: readonly FileOfPaper[],
): Promise<OpinionView[]> {
  const { definition, state, calendar, now } = dossier
  return Promise.all(
    state.context.opinions.map(async (opinion) => {
      const main = state.context.work.find((work) => work.workId === opinion.workId)
      const step = definition.steps.find((candidate) => candidate.id === main?.step)
      const own = memberWorkId(opinion)
      const work = dossier.work.find((candidate) => candidate.workId === own)
      if (!work) throw new DomainError('STATE_UNKNOWN', `${dossier.code} asks ${own} without work`)
      const fixed = step?.members?.fixed.find((each) => each.id === opinion.member)
      const answer = step?.members?.answers.find((each) => each.id === opinion.answer)
      const timer = state.context.timers.findLast((each) => each.kind === 'OPINION' && each.workId === own)
      const dueAt = timer ? timerDue(definition, state, timer, calendar) : null
      const written = dossier.attached[`opinion-${own}`]
      return {
        workId: opinion.workId,
        member: opinion.member,
        step: main?.step ?? '',
        stepNameVi: step?.nameVi ?? null,
        stepNameEn: step?.nameEn ?? null,
        nameVi: fixed?.nameVi ?? null,
        nameEn: fixed?.nameEn ?? null,
        agencyNameVi: (await agencyById(work.agencyId)).nameVi,
        personName: opinion.accountId ? (names.get(opinion.accountId) ?? null) : null,
        askedAt: opinion.askedAt,
        askedByName: names.get(opinion.askedById) ?? null,
        question: questionOf(events, opinion.workId, opinion.member),
        dueAt,
        isLate: opinion.status === 'OPEN' && dueAt !== null && dueAt < now,
        status: opinion.status,
        answer: opinion.answer,
        answerVi: answer?.labelVi ?? null,
        answerEn: answer?.labelEn ?? null,
        counts: opinion.counts,
        answeredAt: opinion.answeredAt,
        answeredByName: opinion.answeredById ? (names.get(opinion.answeredById) ?? null) : null,
        text: text(written?.text),
        files: filesOfSubject(dossier, files, 'OPINION', own, true),
        mine: work.assigneeId === actor.id,
      }
    }),
  )
}
