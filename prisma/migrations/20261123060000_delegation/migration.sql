-- Acting in the name of another: who is entrusted with whose office, from when to when.

-- AlterTable
ALTER TABLE "WorkItem" ADD COLUMN     "excludedViaId" TEXT;

-- AlterTable
ALTER TABLE "Proposal" ADD COLUMN     "askedViaId" TEXT,
ADD COLUMN     "decidedViaId" TEXT;

-- CreateTable
CREATE TABLE "Delegation" (
    "id" TEXT NOT NULL,
    "agencyId" TEXT NOT NULL,
    "fromId" TEXT NOT NULL,
    "toId" TEXT NOT NULL,
    "roles" TEXT[],
    "validFrom" DATE NOT NULL,
    "validTo" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),
    "revokedById" TEXT,

    CONSTRAINT "Delegation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Delegation_toId_idx" ON "Delegation"("toId");

-- CreateIndex
CREATE INDEX "Delegation_agencyId_validFrom_idx" ON "Delegation"("agencyId", "validFrom");

-- AddForeignKey
ALTER TABLE "Delegation" ADD CONSTRAINT "Delegation_agencyId_fkey" FOREIGN KEY ("agencyId") REFERENCES "Agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delegation" ADD CONSTRAINT "Delegation_fromId_fkey" FOREIGN KEY ("fromId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delegation" ADD CONSTRAINT "Delegation_toId_fkey" FOREIGN KEY ("toId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot say.
ALTER TABLE "Delegation" ADD CONSTRAINT "Delegation_to_another" CHECK ("fromId" <> "toId" AND "createdById" <> "toId");
ALTER TABLE "Delegation" ADD CONSTRAINT "Delegation_dates" CHECK ("validFrom" <= "validTo");
ALTER TABLE "Delegation" ADD CONSTRAINT "Delegation_roles" CHECK (roles <@ ARRAY['leader', 'head', 'officer', 'clerk']);
ALTER TABLE "Delegation" ADD CONSTRAINT "Delegation_revoked" CHECK (("revokedAt" IS NULL) = ("revokedById" IS NULL));
-- The same person is entrusted once at a time by the same person.
ALTER TABLE "Delegation" ADD CONSTRAINT "Delegation_once" EXCLUDE USING gist
  ("agencyId" WITH =, "fromId" WITH =, "toId" WITH =, daterange("validFrom", "validTo", '[]') WITH &&) WHERE ("revokedAt" IS NULL);

-- Whoever is entrusted does not entrust others at the same time: no chain, whichever end is written first. The agency's delegations are
-- written one after the other, so that two halves of a chain cannot be written at once.
CREATE FUNCTION refuse_delegation_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('delegation ' || NEW."agencyId", 0));
  IF EXISTS (SELECT 1 FROM "Delegation" x WHERE x."agencyId" = NEW."agencyId" AND x."revokedAt" IS NULL AND x.id <> NEW.id
    AND (x."toId" = NEW."fromId" OR x."fromId" = NEW."toId")
    AND daterange(x."validFrom", x."validTo", '[]') && daterange(NEW."validFrom", NEW."validTo", '[]')) THEN
    RAISE EXCEPTION 'a delegation is not passed on' USING ERRCODE = 'MC004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "Delegation_no_chain" BEFORE INSERT ON "Delegation" FOR EACH ROW EXECUTE FUNCTION refuse_delegation_chain();

-- Only its end may be written, once.
CREATE FUNCTION refuse_delegation_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."revokedAt" IS NULL AND to_jsonb(OLD) - 'revokedAt' - 'revokedById' = to_jsonb(NEW) - 'revokedAt' - 'revokedById' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'rows of % never change', TG_TABLE_NAME USING ERRCODE = 'MC002';
END $$;
CREATE TRIGGER "Delegation_immutable" BEFORE UPDATE ON "Delegation" FOR EACH ROW EXECUTE FUNCTION refuse_delegation_change();

-- In whose name an account may act now, with what: the roles that the principal holds today at that agency, as far as they were delegated.
-- Both have to belong to the agency still. What a principal was entrusted with is not among the roles, so nothing is passed on.
CREATE FUNCTION principals_of(account text) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('delegationId', x.id, 'id', p.id, 'fullName', p."fullName", 'grants', held.grants) ORDER BY p."fullName", x.id), '[]')
  FROM (SELECT (app_now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS today) t
  JOIN "Delegation" x ON x."toId" = account AND x."revokedAt" IS NULL AND x."validFrom" <= t.today AND x."validTo" >= t.today
  JOIN "Account" p ON p.id = x."fromId" AND p.kind = 'STAFF' AND p.status = 'ACTIVE'
  CROSS JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object('role', g."roleId", 'agencyId', g."agencyId", 'unitId', g."unitId", 'unitKind', u.kind) ORDER BY g.id) AS grants
    FROM "RoleGrant" g LEFT JOIN "Unit" u ON u.id = g."unitId"
    WHERE g."accountId" = p.id AND g."agencyId" = x."agencyId" AND g."roleId" IN ('leader', 'head', 'officer', 'clerk')
      AND (cardinality(x.roles) = 0 OR g."roleId" = ANY (x.roles))
      AND g."validFrom" <= t.today AND (g."validTo" IS NULL OR g."validTo" >= t.today)) held
  WHERE held.grants IS NOT NULL AND EXISTS (SELECT 1 FROM "RoleGrant" o WHERE o."accountId" = account AND o."agencyId" = x."agencyId"
    AND o."validFrom" <= t.today AND (o."validTo" IS NULL OR o."validTo" >= t.today))
$$;

-- The one door writes the new column too; everything else in it is as it was.
DO $$
DECLARE
  before text := pg_get_functiondef('save_change(jsonb)'::regprocedure);
  after text := replace(before, '"closedViaId" = EXCLUDED."closedViaId"', '"closedViaId" = EXCLUDED."closedViaId", "excludedViaId" = EXCLUDED."excludedViaId"');
BEGIN
  IF after = before THEN RAISE EXCEPTION 'save_change does not write closedViaId'; END IF;
  EXECUTE after;
END $$;

GRANT SELECT, INSERT ON "Delegation" TO mocua_app;
GRANT UPDATE ("revokedAt", "revokedById") ON "Delegation" TO mocua_app;
GRANT EXECUTE ON FUNCTION principals_of(text) TO mocua_app;
