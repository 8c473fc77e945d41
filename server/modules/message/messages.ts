import { DomainError } from '#workflows/domain-error.ts'
import type { Actor } from '../account/actor.ts'
import { namesOf } from '../account/names-of.ts'
import { agencyById } from '../agency/agencies.ts'
import { assertMay } from '../dossier/change-dossier.ts'
import { page, readCursor } from '../dossier/cursor.ts'
import { loadForReading } from '../dossier/get-dossier.ts'
import type { LoadedDossier } from '../dossier/loaded-dossier.ts'
import { MESSAGE_FILE, uploadedFor } from '../file/attached-files.ts'
import { scanStateOf } from '../file/file-view.ts'
import { insertMessage, listOf, type MessageRow, markReadUpTo, type Side, summaryOf } from './message.repository.ts'
import { AGENCY_READER, type ListMessagesInput, type MarkReadInput, type SendMessageInput } from './message.schema.ts'

const PAGE = 20

const sideOf = (actor: Actor): Side => (actor.kind === 'STAFF' ? 'AGENCY' : 'CITIZEN')
const readerOf = (actor: Actor) => ({ id: actor.kind === 'STAFF' ? AGENCY_READER : actor.id, side: sideOf(actor) })
const placeOf = ({ homeAgencyId, id }: LoadedDossier) => ({ homeAgencyId, dossierId: id })

async function opened(actor: Actor, code: string): Promise<LoadedDossier> {
  const dossier = await loadForReading(actor, code)
  assertMay(actor, { action: 'writeMessage' }, dossier)
  return dossier
}

/** For which agency somebody writes: one that has to do with the dossier. */
function agencyOf(actor: Actor, dossier: LoadedDossier): string {
  const concerned = [dossier.competentAgencyId, dossier.receivingPointId, ...dossier.work.map(({ agencyId }) => agencyId)]
  const grants = actor.kind === 'STAFF' ? [...actor.grants, ...(actor.principals ?? []).flatMap(({ grants: held }) => held)] : []
  return grants.find(({ agencyId }) => concerned.includes(agencyId))?.agencyId ?? dossier.competentAgencyId
}

/** A question or an answer inside the dossier. It starts no clock, asks for no paper with a limit, and decides nothing. */
export async function sendMessage(actor: Actor, { code, requestId, text, fileIds }: SendMessageInput) {
  const dossier = await opened(actor, code)
  if (dossier.isEnded) throw new DomainError('EVENT_NOT_ALLOWED', `${code} has ended: no more messages`)
  const side = sideOf(actor)
  const applicant = dossier.parties.find(({ kind }) => kind === 'APPLICANT')
  const isHelper = dossier.helperIds.includes(actor.id)
  if (fileIds.length > 0) await uploadedFor(actor, dossier, { kind: MESSAGE_FILE, subjectId: requestId, fileIds })
  const saved = await insertMessage({
    ...placeOf(dossier),
    side,
    authorId: actor.id,
    onBehalfOfId: isHelper ? (applicant?.accountId ?? null) : null,
    agencyId: side === 'AGENCY' ? agencyOf(actor, dossier) : null,
    body: text,
    requestId,
    fileIds,
  })
  const isSame = saved.fileIds.length === new Set(fileIds).size && saved.fileIds.every((id) => fileIds.includes(id))
  if (saved.authorId !== actor.id || saved.body !== text || !isSame)
    throw new DomainError('REQUEST_ID_REUSED', `request ${requestId} came with another message`)
  return { id: saved.id, at: saved.at.toISOString() }
}

export async function listMessages(actor: Actor, { code, cursor }: ListMessagesInput) {
  const dossier = await opened(actor, code)
  const rows = await listOf(placeOf(dossier), readerOf(actor), readCursor(cursor), PAGE + 1)
  const names = await namesOf(rows.flatMap(({ authorId, onBehalfOfId }) => [authorId, ...(onBehalfOfId ? [onBehalfOfId] : [])]))
  const views = new Map<string, Awaited<ReturnType<typeof viewOf>>>()
  for (const row of rows) views.set(row.id, await viewOf(actor, row, names))
  const found = page(
    rows,
    PAGE,
    ({ id }) => views.get(id),
    ({ at, id }) => ({ at: at.toISOString(), id }),
  )
  return { ...found, items: found.items.filter((item) => item !== undefined), isOpen: !dossier.isEnded }
}

/** Citizens read for which agency it was written; who wrote it is told to colleagues only. */
async function viewOf(actor: Actor, row: MessageRow, names: ReadonlyMap<string, string>) {
  const agency = row.agencyId ? await agencyById(row.agencyId) : null
  const mayName = row.side === 'CITIZEN' || actor.kind === 'STAFF'
  return {
    id: row.id,
    at: row.at.toISOString(),
    side: row.side,
    isMine: row.authorId === actor.id,
    isUnread: row.isUnread,
    text: row.body,
    files: row.files.map(({ scanState, ...file }) => ({ ...file, scanState: scanStateOf(scanState) })),
    authorVi: mayName ? (names.get(row.authorId) ?? null) : null,
    onBehalfOfVi: row.onBehalfOfId ? (names.get(row.onBehalfOfId) ?? null) : null,
    agencyVi: agency?.nameVi ?? null,
    agencyEn: agency?.nameEn ?? null,
  }
}

/** How many messages of the other side this reader has not seen; null: messages are not for this reader. */
export async function messageSummary(actor: Actor, { code }: { code: string }) {
  const dossier = await opened(actor, code)
  const { unread, latestAt } = await summaryOf(placeOf(dossier), readerOf(actor))
  return { unread, latestAt: latestAt?.toISOString() ?? null, isOpen: !dossier.isEnded }
}

export async function markMessagesRead(actor: Actor, { code, messageId }: MarkReadInput): Promise<{ marked: true }> {
  const dossier = await opened(actor, code)
  await markReadUpTo(placeOf(dossier), readerOf(actor).id, messageId)
  return { marked: true }
}
