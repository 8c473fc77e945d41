import { db } from '#server/db.ts'
import type { PetitionAct } from './petition-life.ts'

export interface PetitionHistory {
  id: string
  code: string
  state: string
  revision: number
  agencyId: string
  isEscalated: boolean
  acts: PetitionAct[]
  seqs: number[]
  states: string[]
  lastAgencyId: string | null
}

/** A page of petitions with all that happened to each. */
export const petitionHistories = (after: string, take: number) => db.$queryRaw<PetitionHistory[]>`
  SELECT p.id, p.code, p.state, p.revision, p."agencyId", p."escalatedAt" IS NOT NULL AS "isEscalated", e.acts, e.seqs, e.states, e."lastAgencyId"
  FROM "Petition" p CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(x.type ORDER BY x.seq), '{}') AS acts, coalesce(array_agg(x.seq ORDER BY x.seq), '{}') AS seqs,
      coalesce(array_agg(x.state ORDER BY x.seq), '{}') AS states, (array_agg(x."toAgencyId" ORDER BY x.seq DESC))[1] AS "lastAgencyId"
    FROM "PetitionEvent" x WHERE x."petitionId" = p.id) e
  WHERE p.id > ${after} ORDER BY p.id LIMIT ${take}::int`

/** What stands in a table of notices, ratings, petitions or referrals and cannot be. */
export const strayRows = (take: number) => db.$queryRaw<{ rule: 'I2' | 'I8' | 'I9' | 'I10'; what: string }[]>`
  SELECT * FROM (
    SELECT 'I10' AS rule, 'notice ' || n.id || ' of a petition has no event' AS what FROM "Notification" n
      WHERE n."petitionId" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "PetitionEvent" e WHERE e."petitionId" = n."petitionId" AND e.seq = n."eventSeq")
    UNION ALL SELECT 'I10', 'notice ' || n.id || ' of an invitation that is not there' FROM "Notification" n
      WHERE n."aboutKind" = 'INVITATION' AND NOT EXISTS (SELECT 1 FROM "Invitation" i WHERE i.id = n."aboutId")
    UNION ALL SELECT 'I10', 'notice ' || n.id || ' to a person without account of a petition that has one' FROM "Notification" n
      JOIN "Petition" p ON p.id = n."petitionId" WHERE n.recipient = 'PERSON' AND p."accountId" IS NOT NULL
    UNION ALL SELECT 'I10', 'key of Zalo without its end, or a fault without its day' FROM "ZaloKey" k
      WHERE (k."accessToken" IS NULL) <> (k."accessUntil" IS NULL) OR (k.fault IS NULL) <> (k."faultSince" IS NULL)
    UNION ALL SELECT 'I10', 'notice ' || n.id || ' waits for nobody' FROM "Notification" n WHERE n.status = 'QUEUED' AND n."nextAttemptAt" IS NULL
    UNION ALL SELECT 'I10', 'notice ' || n.id || ' arrived and is called undeliverable' FROM "Notification" n
      WHERE n."undeliverableAt" IS NOT NULL AND n."handledAt" IS NULL AND n.status IN ('SENT', 'DELIVERED')
    UNION ALL SELECT 'I10', 'choices of nobody: ' || c."accountId" FROM "NoticePreference" c WHERE NOT EXISTS (SELECT 1 FROM "Account" a WHERE a.id = c."accountId")
    UNION ALL SELECT 'I10', 'browser of nobody: ' || s.id FROM "PushSubscription" s WHERE NOT EXISTS (SELECT 1 FROM "Account" a WHERE a.id = s."accountId")
    UNION ALL SELECT 'I8', 'rating of a dossier that has not ended: ' || r."dossierId" FROM "Rating" r
      WHERE NOT EXISTS (SELECT 1 FROM "Dossier" d WHERE d."homeAgencyId" = r."homeAgencyId" AND d.id = r."dossierId" AND d."endedAt" <= r."createdAt")
    UNION ALL SELECT 'I2', 'petition event without petition: ' || e."petitionId" FROM "PetitionEvent" e
      WHERE NOT EXISTS (SELECT 1 FROM "Petition" p WHERE p.id = e."petitionId")
    UNION ALL SELECT 'I2', 'referral of a petition that was not referred: ' || r.id FROM "Referral" r
      WHERE r."petitionId" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "PetitionEvent" e WHERE e."petitionId" = r."petitionId" AND e.type = 'REFER')
    UNION ALL SELECT 'I9', 'file of a petition is gone: ' || f."fileId" FROM "PetitionFile" f
      WHERE NOT EXISTS (SELECT 1 FROM "StoredFile" s WHERE s.id = f."fileId" AND s.purpose = 'PETITION')
        OR NOT EXISTS (SELECT 1 FROM "Petition" p WHERE p.id = f."petitionId")) x
  ORDER BY rule, what LIMIT ${take}::int`
