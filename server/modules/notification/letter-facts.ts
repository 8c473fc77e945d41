import { z } from 'zod'
import { env } from '#server/env.ts'
import { DomainError } from '#workflows/domain-error.ts'
import { agencyById } from '../agency/agencies.ts'
import type { OutboxLine } from '../exchange/outbox-line.ts'
import { definitionOf } from '../procedure/definition-of.ts'
import type { LetterFacts } from './letter.ts'
import { findEventWords, findForLetter } from './notification.repository.ts'

const wordsSchema = z.record(z.string(), z.string()).catch({})
const payloadSchema = z.object({ supplementId: z.string().optional() }).catch({})
const itemsSchema = z
  .array(z.object({ paperCode: z.string().nullable(), fieldId: z.string().nullable(), noteRef: z.string() }))
  .catch([])

export type LetterSource = NonNullable<Awaited<ReturnType<typeof findForLetter>>>

function namesOf({ parties }: LetterSource) {
  const nameOf = (kind: string) => parties.find((party) => party.kind === kind)?.fullName
  const applicantName = nameOf('APPLICANT') ?? nameOf('OWNER') ?? ''
  const owner = nameOf('OWNER') ?? applicantName
  return { applicantName, ownerName: owner === applicantName ? null : owner }
}

/** Loads what a letter says; the recipient's name is set for each of them. */
export async function letterFactsOf(
  line: Pick<OutboxLine, 'homeAgencyId' | 'dossierId' | 'eventSeq' | 'createdAt'>,
): Promise<{ source: LetterSource; facts: LetterFacts }> {
  const [source, event] = await Promise.all([
    findForLetter(line.homeAgencyId, line.dossierId),
    findEventWords(line.homeAgencyId, line.dossierId, line.eventSeq),
  ])
  if (!source || !event) throw new DomainError('NOT_FOUND', `no dossier or event for ${line.dossierId}/${line.eventSeq}`)
  const [agency, definition] = await Promise.all([agencyById(source.receivingPointId), definitionOf(source.procedureVersionId)])
  const words = wordsSchema.parse(event.words)
  const { supplementId } = payloadSchema.parse(event.payload)
  const request = source.supplements.find((candidate) => candidate.id === supplementId)
  const fields = definition.form.pages.flatMap((page) => page.fields)
  const nameOf = (paperCode: string | null, fieldId: string | null) =>
    definition.papers.find((paper) => paper.code === paperCode)?.nameVi ??
    source.papers.find((paper) => paper.paperCode === paperCode)?.nameVi ??
    fields.find((field) => field.id === fieldId)?.labelVi ??
    'Nội dung khác'
  return {
    source,
    facts: {
      code: source.code,
      lookupSecret: source.lookupSecret,
      procedureNameVi: definition.nameVi,
      recipientName: '',
      ...namesOf(source),
      agency,
      promisedAt: source.promisedDueAt,
      intakeDueAt: source.intakeDueAt,
      at: line.createdAt,
      reason: words.reason ?? words.question ?? null,
      asked: itemsSchema
        .parse(request?.items)
        .map(({ paperCode, fieldId, noteRef }) => ({ nameVi: nameOf(paperCode, fieldId), note: words[noteRef] ?? null })),
      answerUntil: request ? (request.dueAt ?? source.supplyUntil) : null,
      fees: source.fees,
      decision: source.decision === 'GRANTED' || source.decision === 'REFUSED' ? source.decision : null,
      resultWay: source.resultWay,
      // the secret stands in the fragment, which browsers do not send to servers on the way
      trackUrl: `${env.PUBLIC_URL}/track?code=${encodeURIComponent(source.code)}&secret=${source.lookupSecret}`,
      dossierUrl: `${env.PUBLIC_URL}/dossiers/${encodeURIComponent(source.code)}`,
    },
  }
}
