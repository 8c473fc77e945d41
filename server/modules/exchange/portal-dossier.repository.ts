import { db, prepared } from '#server/db.ts'

const at = (instant: string) => new Date(instant)
const rows = (select: string, table: string, where: string, order: string) =>
  `coalesce((SELECT json_agg(x) FROM (SELECT ${select} FROM "${table}" t
    WHERE "homeAgencyId" = d."homeAgencyId" AND "dossierId" = d.id ${where} ${order}) x), '[]'::json)`

/** What was said when the supplement was asked for. */
const WORDS = `(SELECT s.body ->> 'reason' FROM "DossierEvent" e
  JOIN "EventSealed" s ON s."homeAgencyId" = e."homeAgencyId" AND s.key = e."dossierId" || ':' || e.seq::text
  WHERE e."homeAgencyId" = d."homeAgencyId" AND e."openedMonth" = d."openedMonth" AND e."dossierId" = d.id AND e.type = 'REQUEST_SUPPLEMENT'
    AND e.payload ->> 'supplementId' = t.id LIMIT 1)`

/** One question for all of them, planned once: a backlog after an outage of the portal is thousands of reports. */
const SOURCES = `SELECT d.id, d.code, d."foreignCode", d.source, d."procedureVersionId", d."calendarVersionId", d."receivingPointId", d."competentAgencyId",
    d.state, d."openedAt", d."receivedAt", d.decision,
    ${rows('kind, "fullName", "personalId", "techId", phone, email, "partyKind"', 'DossierParty', '', '')} AS parties,
    ${rows('code, "nameVi", "amountVnd", "kindOfMoney", "when"', 'FeeDue', '', 'ORDER BY "feeId"')} AS fees,
    ${rows(
      't.id, "paperCode", "nameVi", "fileId", originals, certified, copies, "addedAt", (SELECT f.name FROM "StoredFile" f WHERE f.id = "fileId") AS "fileName"',
      'DossierPaper',
      // notices, proofs and opinions are no papers of the national catalogue
      `AND kind = 'PAPER'`,
      'ORDER BY "addedAt", t.id',
    )} AS papers,
    ${rows(`id, items, "requestedAt", "closedAt", status, ${WORDS} AS words`, 'SupplementRequest', '', 'ORDER BY "requestedAt"')} AS supplements,
    ${rows('"settledAt"', 'Payment', `AND method = 'ONLINE' AND status = 'SUCCEEDED'`, '')} AS payments,
    ${rows('id, "fileId", "issuedAt", "resultCode"', 'IssuedDocument', `AND form = 'RESULT' AND "revokedAt" IS NULL`, 'ORDER BY "issuedAt", id')} AS results,
    ${rows('"receiverName", at', 'Delivery', '', 'ORDER BY at DESC')} AS deliveries,
    ${rows(
      `(payload ->> 'code')::int AS code, "createdAt" AS at`,
      'OutboxMessage',
      `AND "openedMonth" = d."openedMonth" AND target = 'PORTAL' AND type = 'syncPortal' AND "lineSeq" < asked.seq`,
      'ORDER BY "lineSeq" DESC',
    )} AS earlier,
    (SELECT a."fullName" FROM "Account" a WHERE a.id = asked.actor AND a.kind = 'STAFF') AS official
  FROM unnest($1::text[], $2::text[], $3::int[], $4::text[]) AS asked(home, id, seq, actor)
  JOIN "Dossier" d ON d."homeAgencyId" = asked.home AND d.id = asked.id`

type Written<Row, Instants extends keyof Row> = {
  [Name in keyof Row]: Name extends Instants ? Extract<Row[Name], null> | string : Row[Name]
}
interface Paper {
  id: string
  paperCode: string
  nameVi: string
  fileId: string | null
  originals: number
  certified: number
  copies: number
  addedAt: Date
}
interface Supplement {
  id: string
  items: unknown
  requestedAt: Date
  closedAt: Date | null
  status: string
  words: string | null
}
interface Result {
  id: string
  fileId: string
  issuedAt: Date
  resultCode: string
}
export interface EarlierReport {
  code: number
  at: Date
}
interface Head {
  id: string
  code: string
  foreignCode: string | null
  source: string
  procedureVersionId: string
  calendarVersionId: string
  receivingPointId: string
  competentAgencyId: string
  state: unknown
  openedAt: Date
  receivedAt: Date | null
  decision: string | null
  parties: {
    kind: string
    fullName: string
    personalId: string | null
    techId: string | null
    phone: string | null
    email: string | null
    partyKind: string
  }[]
  fees: { code: string; nameVi: string; amountVnd: number; kindOfMoney: string; when: string }[]
  /** Who acted; null where nobody of the staff did. */
  official: string | null
}
interface SourceRow extends Head {
  papers: (Written<Paper, 'addedAt'> & { fileName: string | null })[]
  supplements: Written<Supplement, 'requestedAt' | 'closedAt'>[]
  payments: { settledAt: string | null }[]
  results: Written<Result, 'issuedAt'>[]
  deliveries: { receiverName: string; at: string }[]
  earlier: Written<EarlierReport, 'at'>[]
}

export interface AskedReport {
  homeAgencyId: string
  dossierId: string
  lineSeq: number
  actorId: string
}

/** Everything that the national portal is told of each dossier, by its id; personal fields are read at the moment of sending. */
export async function findForPortal(asked: readonly AskedReport[]): Promise<Map<string, PortalSource>> {
  const found = await prepared<SourceRow>('portal-sources', SOURCES, [
    asked.map(({ homeAgencyId }) => homeAgencyId),
    asked.map(({ dossierId }) => dossierId),
    asked.map(({ lineSeq }) => lineSeq),
    asked.map(({ actorId }) => actorId),
  ])
  return new Map(found.map((row) => [row.id, sourceOf(row)]))
}

const sourceOf = (row: SourceRow) => ({
  ...row,
  papers: row.papers.map(({ fileName: _, addedAt, ...paper }): Paper => ({ ...paper, addedAt: at(addedAt) })),
  files: row.papers.flatMap(({ fileId, fileName }) => (fileId && fileName ? [{ id: fileId, name: fileName }] : [])),
  supplements: row.supplements.map(
    ({ requestedAt, closedAt, ...each }): Supplement => ({
      ...each,
      requestedAt: at(requestedAt),
      closedAt: closedAt === null ? null : at(closedAt),
    }),
  ),
  payments: row.payments.map(({ settledAt }) => ({ settledAt: settledAt === null ? null : at(settledAt) })),
  results: row.results.map(({ issuedAt, ...each }): Result => ({ ...each, issuedAt: at(issuedAt) })),
  deliveries: row.deliveries.map((each) => ({ receiverName: each.receiverName, at: at(each.at) })),
  /** What the line told the portal before: the last report, and when it last reported each state. */
  earlier: row.earlier.map((each): EarlierReport => ({ code: each.code, at: at(each.at) })),
})
export type PortalSource = ReturnType<typeof sourceOf>

export const findLinkedFile = (id: string) =>
  db.storedFile.findUnique({
    where: { id },
    select: { sha256: true, size: true, contentType: true, name: true, scanState: true, homeAgencyId: true, dossierId: true },
  })
