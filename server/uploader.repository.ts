import { Prisma } from '#prisma/generated/client.ts'

const subject = Prisma.sql`coalesce(f."dossierId", f."draftId")`

/**
 * Columns of a StoredFile (alias `f`) that say who put it there, as it stands today: a party of the dossier, or whose the draft is; somebody
 * whom they let help; the desk or another office; who had it before it was handed over; another system.
 */
export const uploaderColumns = Prisma.sql`
  (SELECT u."fullName" FROM "Account" u WHERE u.id = f."uploadedBy") AS "byName",
  coalesce((SELECT CASE WHEN u.kind = 'STAFF'
      THEN (CASE WHEN EXISTS (SELECT 1 FROM "RoleGrant" g WHERE g."accountId" = u.id AND g."roleId" = 'desk') THEN 'DESK' ELSE 'AGENCY' END)
      ELSE coalesce(
        (SELECT min(p.kind) FROM "DossierParty" p WHERE p."homeAgencyId" = f."homeAgencyId" AND p."dossierId" = f."dossierId"
          AND (p."accountId" = u.id OR p."personalId" = u."personalId")),
        (SELECT 'APPLICANT' FROM "Draft" d WHERE d.id = f."draftId" AND d."accountId" = u.id AND f."dossierId" IS NULL),
        (SELECT 'HELPER' FROM "Invitation" i WHERE i."subjectId" = ${subject} AND i.kind = 'HELP' AND i."toId" = u.id LIMIT 1),
        'FORMER') END
    FROM "Account" u WHERE u.id = f."uploadedBy"), 'SYSTEM') AS "byRole"`
