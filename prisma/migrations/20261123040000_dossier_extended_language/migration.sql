-- The extended workflow language: agencies that share the work of a place, opinions, transfer, sub-dossiers, agreement of a second person,
-- dossiers that are set aside.

-- AlterTable
ALTER TABLE "Agency" ADD COLUMN     "serves" TEXT[],
ADD COLUMN     "fields" TEXT[];
UPDATE "Agency" SET "serves" = '{}', "fields" = '{}';

-- AlterTable
ALTER TABLE "Draft" ADD COLUMN     "competentAgencyId" TEXT;
UPDATE "Draft" SET "competentAgencyId" = "agencyId";
ALTER TABLE "Draft" ALTER COLUMN "competentAgencyId" SET NOT NULL;

-- AlterTable
ALTER TABLE "Dossier" ADD COLUMN     "originAgencyId" TEXT,
ADD COLUMN     "parentId" TEXT;
UPDATE "Dossier" SET "originAgencyId" = "competentAgencyId";
ALTER TABLE "Dossier" ALTER COLUMN "originAgencyId" SET NOT NULL;

-- AlterTable
ALTER TABLE "WorkItem" ADD COLUMN     "member" TEXT,
ADD COLUMN     "closedViaId" TEXT;

-- AlterTable
ALTER TABLE "DossierPaper" ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'PAPER',
ADD COLUMN     "subjectId" TEXT;

-- CreateTable
CREATE TABLE "Proposal" (
    "homeAgencyId" TEXT NOT NULL,
    "dossierId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "input" JSONB,
    "askedById" TEXT NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "approverRole" TEXT NOT NULL,
    "agencyId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "decidedById" TEXT,
    "decidedAt" TIMESTAMPTZ(3),
    "refusal" TEXT,

    CONSTRAINT "Proposal_pkey" PRIMARY KEY ("homeAgencyId","dossierId","id")
);

-- CreateTable
CREATE TABLE "Quarantine" (
    "homeAgencyId" TEXT NOT NULL,
    "dossierId" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "liftedAt" TIMESTAMPTZ(3),
    "liftedById" TEXT,

    CONSTRAINT "Quarantine_pkey" PRIMARY KEY ("homeAgencyId","dossierId","since")
);

-- CreateIndex
CREATE INDEX "Dossier_parentId_idx" ON "Dossier"("parentId");

-- What Prisma cannot say: open ones only.
CREATE INDEX "Proposal_open" ON "Proposal" ("agencyId", "approverRole") WHERE status = 'OPEN';
CREATE UNIQUE INDEX "Quarantine_open" ON "Quarantine" ("dossierId") WHERE "liftedAt" IS NULL;

-- The one door, with what the new columns need. Everything else is as it was.
CREATE OR REPLACE FUNCTION save_change(c jsonb) RETURNS TABLE (code text, revision int) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  d "Dossier" := jsonb_populate_record(NULL::"Dossier", c -> 'dossier');
  expected int := (c ->> 'expectedRevision')::int;
BEGIN
  IF d."homeAgencyId" IS NULL OR d.id IS NULL OR expected IS NULL OR jsonb_array_length(c -> 'events') = 0 THEN
    RAISE EXCEPTION 'save_change: incomplete argument' USING ERRCODE = 'MC003';
  END IF;
  IF expected = 0 THEN
    INSERT INTO "DossierLocator" (id, code, "homeAgencyId", "foreignCode") VALUES (d.id, d.code, d."homeAgencyId", d."foreignCode");
    INSERT INTO "Dossier" SELECT d.*;
  ELSE
    UPDATE "Dossier" t SET
      state = d.state, "stateHash" = d."stateHash", revision = d.revision, "lastSeq" = d."lastSeq", "lastHash" = d."lastHash",
      "shellState" = d."shellState", "nationalCode" = d."nationalCode", "currentSteps" = d."currentSteps", decision = d.decision,
      "caseCode" = d."caseCode", "receivedAt" = d."receivedAt", "intakeDueAt" = d."intakeDueAt", "legalDueAt" = d."legalDueAt",
      "promisedDueAt" = d."promisedDueAt", "legalRemainingMinutes" = d."legalRemainingMinutes", "endedAt" = d."endedAt",
      "procedureVersionId" = d."procedureVersionId", "shellVersion" = d."shellVersion", "calendarVersionId" = d."calendarVersionId",
      "competentAgencyId" = d."competentAgencyId", "resultWay" = d."resultWay", "updatedAt" = d."updatedAt"
    WHERE t."homeAgencyId" = d."homeAgencyId" AND t.id = d.id AND t.revision = expected;
    IF NOT FOUND THEN RETURN; END IF;
  END IF;

  INSERT INTO "DossierEvent" SELECT * FROM jsonb_populate_recordset(NULL::"DossierEvent", c -> 'events');
  INSERT INTO "EventSealed" SELECT * FROM jsonb_populate_recordset(NULL::"EventSealed", coalesce(c -> 'sealed', '[]'));
  INSERT INTO "FormData" SELECT * FROM jsonb_populate_recordset(NULL::"FormData", coalesce(c -> 'formData', '[]'));
  INSERT INTO "DossierParty" SELECT * FROM jsonb_populate_recordset(NULL::"DossierParty", coalesce(c -> 'parties', '[]'));

  INSERT INTO "WorkItem" SELECT * FROM jsonb_populate_recordset(NULL::"WorkItem", coalesce(c -> 'work', '[]'))
    ON CONFLICT ("homeAgencyId", "dossierId", "workId") DO UPDATE SET
      "assigneeId" = EXCLUDED."assigneeId", "firstOpenedAt" = EXCLUDED."firstOpenedAt", "dueAt" = EXCLUDED."dueAt", "closedAt" = EXCLUDED."closedAt",
      "closedById" = EXCLUDED."closedById", outcome = EXCLUDED.outcome, "excludedAccountId" = EXCLUDED."excludedAccountId", "agencyId" = EXCLUDED."agencyId",
      "closedViaId" = EXCLUDED."closedViaId";
  INSERT INTO "ClockSegment" SELECT * FROM jsonb_populate_recordset(NULL::"ClockSegment", coalesce(c -> 'clocks', '[]'))
    ON CONFLICT ("homeAgencyId", "dossierId", clock, n) DO UPDATE SET
      kind = EXCLUDED.kind, "startAt" = EXCLUDED."startAt", "endAt" = EXCLUDED."endAt", reason = EXCLUDED.reason, basis = EXCLUDED.basis;
  INSERT INTO "Timer" SELECT * FROM jsonb_populate_recordset(NULL::"Timer", coalesce(c -> 'timers', '[]'))
    ON CONFLICT ("homeAgencyId", "dossierId", "timerId") DO UPDATE SET "dueAt" = EXCLUDED."dueAt", status = EXCLUDED.status;
  INSERT INTO "SupplementRequest" SELECT * FROM jsonb_populate_recordset(NULL::"SupplementRequest", coalesce(c -> 'supplements', '[]'))
    ON CONFLICT ("homeAgencyId", "dossierId", id) DO UPDATE SET "closedAt" = EXCLUDED."closedAt", status = EXCLUDED.status, "dueAt" = EXCLUDED."dueAt";
  INSERT INTO "FeeDue" SELECT * FROM jsonb_populate_recordset(NULL::"FeeDue", coalesce(c -> 'fees', '[]'))
    ON CONFLICT ("homeAgencyId", "dossierId", "feeId") DO UPDATE SET
      "amountVnd" = EXCLUDED."amountVnd", calculation = EXCLUDED.calculation, exemption = EXCLUDED.exemption, "settledVnd" = EXCLUDED."settledVnd",
      "settledAt" = EXCLUDED."settledAt", "when" = EXCLUDED."when";
  INSERT INTO "DossierPaper" SELECT * FROM jsonb_populate_recordset(NULL::"DossierPaper", coalesce(c -> 'papers', '[]'))
    ON CONFLICT ("homeAgencyId", "dossierId", id) DO UPDATE SET
      originals = EXCLUDED.originals, certified = EXCLUDED.certified, copies = EXCLUDED.copies,
      "originalSeenAt" = EXCLUDED."originalSeenAt", "originalSeenBy" = EXCLUDED."originalSeenBy";
  UPDATE "StoredFile" f SET "homeAgencyId" = d."homeAgencyId", "dossierId" = d.id
    FROM jsonb_array_elements_text(coalesce(c -> 'fileIds', '[]')) AS x(id) WHERE f.id = x.id AND f."dossierId" IS NULL;
  INSERT INTO "Payment" SELECT * FROM jsonb_populate_recordset(NULL::"Payment", coalesce(c -> 'payments', '[]'))
    ON CONFLICT ("homeAgencyId", id) DO UPDATE SET
      status = EXCLUDED.status, "transactionId" = EXCLUDED."transactionId", "settledAt" = EXCLUDED."settledAt", "nextQueryAt" = EXCLUDED."nextQueryAt";
  INSERT INTO "PaymentReceipt" SELECT * FROM jsonb_populate_recordset(NULL::"PaymentReceipt", coalesce(c -> 'receipts', '[]'));
  INSERT INTO "Delivery" SELECT * FROM jsonb_populate_recordset(NULL::"Delivery", coalesce(c -> 'deliveries', '[]'));
  UPDATE "Draft" SET "submittedAt" = d."updatedAt" WHERE id = d.id AND expected = 0;
  UPDATE "InboundMessage" SET "dossierCode" = d.code WHERE id = d.id AND expected = 0;

  -- The dossier row is locked by now, so the numbers of each line cannot be given twice.
  INSERT INTO "OutboxMessage" ("homeAgencyId", "openedMonth", "dossierId", target, "lineSeq", "eventSeq", type, payload, status, "nextAttemptAt", "createdAt")
  SELECT d."homeAgencyId", d."openedMonth", d.id, o.target,
    coalesce((SELECT max(p."lineSeq") FROM "OutboxMessage" p
              WHERE p."homeAgencyId" = d."homeAgencyId" AND p."openedMonth" = d."openedMonth" AND p."dossierId" = d.id AND p.target = o.target), 0)
      + row_number() OVER (PARTITION BY o.target ORDER BY o.ord),
    o."eventSeq", o.type, o.payload, 'WAITING', d."updatedAt", d."updatedAt"
  FROM (SELECT x.ord, y.* FROM jsonb_array_elements(coalesce(c -> 'outbox', '[]')) WITH ORDINALITY AS x(item, ord),
        LATERAL jsonb_to_record(x.item) AS y(target text, "eventSeq" int, type text, payload jsonb)) o;
  IF jsonb_array_length(coalesce(c -> 'outbox', '[]')) > 0 THEN PERFORM pg_notify('mocua_outbox', d.id); END IF;

  INSERT INTO "Command" SELECT * FROM jsonb_populate_record(NULL::"Command", c -> 'command');
  PERFORM pg_notify('mocua_dossier', d.code);
  RETURN QUERY SELECT d.code, d.revision;
END $$;

GRANT SELECT, INSERT, UPDATE ON "Proposal", "Quarantine" TO mocua_app;
GRANT SELECT, UPDATE ON "Proposal" TO mocua_purge;
