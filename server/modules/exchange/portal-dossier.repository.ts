import { db, prepared } from '#server/db.ts'

const at = (instant: string) => new Date(instant)
const rows = (select: string, table: string, where: string, order: string) =>
  `coalesce((SELECT jsonb_agg(to_jsonb(x)) FROM (SELECT ${select} FROM "${table}"
    WHERE "homeAgencyId" = d."homeAgencyId" AND "dossierId" = d.id ${where} ${order}) x), '[]')`

/** One question for all of it, planned once: a backlog after an outage of the portal is thousands of these. */
const SOURCE = `SELECT d.code, d."foreignCode", d.source, d."procedureVersionId", d."calendarVersionId", d."receivingPointId", d."competentAgencyId",
    d.state, d."openedAt", d."receivedAt", d.decision,
    ${rows('kind, "fullName", "personalId", "techId", phone, email, "partyKind"', 'DossierParty', '', '')} AS parties,
    ${rows('code, "nameVi", "amountVnd", "kindOfMoney", "when"', 'FeeDue', '', 'ORDER BY "feeId"')} AS fees,
    ${rows(
      '"DossierPaper".id, "paperCode", "nameVi", "fileId", originals, certified, copies, "addedAt", (SELECT f.name FROM "StoredFile" f WHERE f.id = "fileId") AS "fileName"',
      'DossierPaper',
      // notices, proofs and opinions are no papers of the national catalogue
      `AND kind = 'PAPER'`,
      'ORDER BY "addedAt", "DossierPaper".id',
    )} AS papers,
    ${rows('id, items, "requestedAt", "closedAt", status', 'SupplementRequest', '', 'ORDER BY "requestedAt"')} AS supplements,
    ${rows('"settledAt"', 'Payment', `AND method = 'ONLINE' AND status = 'SUCCEEDED'`, '')} AS payments,
    ${rows('id, "fileId", "issuedAt", "resultCode"', 'IssuedDocument', `AND form = 'RESULT' AND "revokedAt" IS NULL`, 'ORDER BY "issuedAt", id')} AS results,
    ${rows('"receiverName", at', 'Delivery', '', 'ORDER BY at DESC')} AS deliveries
  FROM "Dossier" d WHERE d."homeAgencyId" = $1 AND d.id = $2`

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
}
interface Result {
  id: string
  fileId: string
  issuedAt: Date
  resultCode: string
}
interface Head {
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
}
interface SourceRow extends Head {
  papers: (Written<Paper, 'addedAt'> & { fileName: string | null })[]
  supplements: Written<Supplement, 'requestedAt' | 'closedAt'>[]
  payments: { settledAt: string | null }[]
  results: Written<Result, 'issuedAt'>[]
  deliveries: { receiverName: string; at: string }[]
}

/** Everything that the national portal is told of a dossier; personal fields are read at the moment of sending. */
export async function findForPortal(homeAgencyId: string, dossierId: string) {
  const [row] = await prepared<SourceRow>('portal-source', SOURCE, [homeAgencyId, dossierId])
  if (!row) return null
  return {
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
  }
}
export type PortalSource = NonNullable<Awaited<ReturnType<typeof findForPortal>>>

const WORDS = `SELECT e.payload ->> 'supplementId' AS id, s.body ->> 'reason' AS words FROM "DossierEvent" e
  JOIN "EventSealed" s ON s."homeAgencyId" = e."homeAgencyId" AND s.key = e."dossierId" || ':' || e.seq::text
  WHERE e."homeAgencyId" = $1 AND e."dossierId" = $2 AND e.type = 'REQUEST_SUPPLEMENT'`

/** Words of supplement requests, by the id of the request. */
export async function findSupplementWords(homeAgencyId: string, dossierId: string): Promise<Map<string, string>> {
  const found = await prepared<{ id: string; words: string | null }>('supplement-words', WORDS, [homeAgencyId, dossierId])
  return new Map(found.map((row) => [row.id, row.words ?? '']))
}

export interface EarlierReport {
  code: number
  at: Date
}

const EARLIER = `SELECT (payload ->> 'code')::int AS code, "createdAt" AS at FROM "OutboxMessage"
  WHERE "homeAgencyId" = $1 AND "dossierId" = $2 AND target = 'PORTAL' AND type = 'syncPortal' AND "lineSeq" < $3 ORDER BY "lineSeq" DESC`

/** What the line told the portal before: the last report, and when it last reported each state. */
export async function findEarlierReports(homeAgencyId: string, dossierId: string, beforeSeq: number): Promise<EarlierReport[]> {
  return prepared<EarlierReport>('earlier-reports', EARLIER, [homeAgencyId, dossierId, beforeSeq])
}

export const findOfficial = (accountId: string) =>
  db.account.findFirst({ where: { id: accountId, kind: 'STAFF' }, select: { fullName: true } })

export const findLinkedFile = (id: string) =>
  db.storedFile.findUnique({
    where: { id },
    select: { sha256: true, size: true, contentType: true, name: true, scanState: true, homeAgencyId: true, dossierId: true },
  })
