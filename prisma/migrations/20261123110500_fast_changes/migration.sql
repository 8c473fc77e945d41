-- AlterTable
ALTER TABLE "Dossier" ADD COLUMN     "lastLines" JSONB;

-- What Prisma cannot say.
-- The one door, written anew for speed. Who changes a dossier sends only the rows that are new or different, so a table without rows costs
-- nothing; the numbers of outbox lines come with them, counted from "lastLines" ({target: last number}, guarded by the revision like all else),
-- because asking for the highest one locks every month's partition. Nobody ever listened to "mocua_dossier".
-- Plans are kept for the life of a connection, and those made while a table was small would read all of it ever after: no scans.
CREATE OR REPLACE FUNCTION save_change(c jsonb) RETURNS TABLE (code text, revision int) LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp SET enable_seqscan = off AS $$
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
    UPDATE "Draft" SET "submittedAt" = d."updatedAt" WHERE id = d.id;
    UPDATE "InboundMessage" SET "dossierCode" = d.code WHERE id = d.id;
  ELSE
    UPDATE "Dossier" t SET
      state = d.state, "stateHash" = d."stateHash", revision = d.revision, "lastSeq" = d."lastSeq", "lastHash" = d."lastHash",
      "lastLines" = d."lastLines", "shellState" = d."shellState", "nationalCode" = d."nationalCode", "currentSteps" = d."currentSteps",
      decision = d.decision, "caseCode" = d."caseCode", "receivedAt" = d."receivedAt", "intakeDueAt" = d."intakeDueAt",
      "legalDueAt" = d."legalDueAt", "promisedDueAt" = d."promisedDueAt", "legalRemainingMinutes" = d."legalRemainingMinutes",
      "endedAt" = d."endedAt", "procedureVersionId" = d."procedureVersionId", "shellVersion" = d."shellVersion",
      "calendarVersionId" = d."calendarVersionId", "competentAgencyId" = d."competentAgencyId", "resultWay" = d."resultWay",
      "updatedAt" = d."updatedAt"
    WHERE t."homeAgencyId" = d."homeAgencyId" AND t.id = d.id AND t.revision = expected;
    IF NOT FOUND THEN RETURN; END IF;
  END IF;

  INSERT INTO "DossierEvent" SELECT * FROM jsonb_populate_recordset(NULL::"DossierEvent", c -> 'events');
  INSERT INTO "Command" SELECT * FROM jsonb_populate_record(NULL::"Command", c -> 'command');
  IF c ? 'sealed' THEN
    INSERT INTO "EventSealed" SELECT * FROM jsonb_populate_recordset(NULL::"EventSealed", c -> 'sealed');
  END IF;
  IF c ? 'work' THEN
    INSERT INTO "WorkItem" SELECT * FROM jsonb_populate_recordset(NULL::"WorkItem", c -> 'work')
      ON CONFLICT ("homeAgencyId", "dossierId", "workId") DO UPDATE SET
        "assigneeId" = EXCLUDED."assigneeId", "firstOpenedAt" = EXCLUDED."firstOpenedAt", "dueAt" = EXCLUDED."dueAt", "closedAt" = EXCLUDED."closedAt",
        "closedById" = EXCLUDED."closedById", outcome = EXCLUDED.outcome, "excludedAccountId" = EXCLUDED."excludedAccountId",
        "agencyId" = EXCLUDED."agencyId", "closedViaId" = EXCLUDED."closedViaId", "excludedViaId" = EXCLUDED."excludedViaId",
        step = EXCLUDED.step, "stepKind" = EXCLUDED."stepKind", role = EXCLUDED.role, "unitKind" = EXCLUDED."unitKind";
  END IF;
  IF c ? 'clocks' THEN
    INSERT INTO "ClockSegment" SELECT * FROM jsonb_populate_recordset(NULL::"ClockSegment", c -> 'clocks')
      ON CONFLICT ("homeAgencyId", "dossierId", clock, n) DO UPDATE SET
        kind = EXCLUDED.kind, "startAt" = EXCLUDED."startAt", "endAt" = EXCLUDED."endAt", reason = EXCLUDED.reason, basis = EXCLUDED.basis;
  END IF;
  IF c ? 'timers' THEN
    INSERT INTO "Timer" SELECT * FROM jsonb_populate_recordset(NULL::"Timer", c -> 'timers')
      ON CONFLICT ("homeAgencyId", "dossierId", "timerId") DO UPDATE SET "dueAt" = EXCLUDED."dueAt", status = EXCLUDED.status;
  END IF;
  IF c ? 'supplements' THEN
    INSERT INTO "SupplementRequest" SELECT * FROM jsonb_populate_recordset(NULL::"SupplementRequest", c -> 'supplements')
      ON CONFLICT ("homeAgencyId", "dossierId", id) DO UPDATE SET "closedAt" = EXCLUDED."closedAt", status = EXCLUDED.status, "dueAt" = EXCLUDED."dueAt";
  END IF;
  IF c ? 'formData' THEN
    INSERT INTO "FormData" SELECT * FROM jsonb_populate_recordset(NULL::"FormData", c -> 'formData');
  END IF;
  IF c ? 'parties' THEN
    INSERT INTO "DossierParty" SELECT * FROM jsonb_populate_recordset(NULL::"DossierParty", c -> 'parties')
      ON CONFLICT ("homeAgencyId", "dossierId", kind) DO UPDATE SET "accountId" = EXCLUDED."accountId", "fullName" = EXCLUDED."fullName",
        "personalId" = EXCLUDED."personalId", phone = EXCLUDED.phone, email = EXCLUDED.email, address = EXCLUDED.address,
        "techId" = EXCLUDED."techId", "partyKind" = EXCLUDED."partyKind";
  END IF;
  IF c ? 'fees' THEN
    INSERT INTO "FeeDue" SELECT * FROM jsonb_populate_recordset(NULL::"FeeDue", c -> 'fees')
      ON CONFLICT ("homeAgencyId", "dossierId", "feeId") DO UPDATE SET
        "amountVnd" = EXCLUDED."amountVnd", calculation = EXCLUDED.calculation, exemption = EXCLUDED.exemption, "settledVnd" = EXCLUDED."settledVnd",
        "settledAt" = EXCLUDED."settledAt", "when" = EXCLUDED."when";
  END IF;
  IF c ? 'papers' THEN
    INSERT INTO "DossierPaper" SELECT * FROM jsonb_populate_recordset(NULL::"DossierPaper", c -> 'papers')
      ON CONFLICT ("homeAgencyId", "dossierId", id) DO UPDATE SET
        originals = EXCLUDED.originals, certified = EXCLUDED.certified, copies = EXCLUDED.copies,
        "originalSeenAt" = EXCLUDED."originalSeenAt", "originalSeenBy" = EXCLUDED."originalSeenBy";
  END IF;
  IF c ? 'fileIds' THEN
    UPDATE "StoredFile" f SET "homeAgencyId" = d."homeAgencyId", "dossierId" = d.id
      FROM jsonb_array_elements_text(c -> 'fileIds') AS x(id) WHERE f.id = x.id AND f."dossierId" IS NULL;
  END IF;
  IF c ? 'payments' THEN
    INSERT INTO "Payment" SELECT * FROM jsonb_populate_recordset(NULL::"Payment", c -> 'payments')
      ON CONFLICT ("homeAgencyId", id) DO UPDATE SET
        status = EXCLUDED.status, "transactionId" = EXCLUDED."transactionId", "settledAt" = EXCLUDED."settledAt", "nextQueryAt" = EXCLUDED."nextQueryAt";
  END IF;
  IF c ? 'receipts' THEN
    INSERT INTO "PaymentReceipt" SELECT * FROM jsonb_populate_recordset(NULL::"PaymentReceipt", c -> 'receipts');
  END IF;
  IF c ? 'deliveries' THEN
    INSERT INTO "Delivery" SELECT * FROM jsonb_populate_recordset(NULL::"Delivery", c -> 'deliveries');
  END IF;
  IF c ? 'outbox' THEN
    INSERT INTO "OutboxMessage" ("homeAgencyId", "openedMonth", "dossierId", target, "lineSeq", "eventSeq", type, payload, status, "nextAttemptAt", "createdAt")
    SELECT d."homeAgencyId", d."openedMonth", d.id, o.target, o."lineSeq", o."eventSeq", o.type, o.payload, 'WAITING', d."updatedAt", d."updatedAt"
    FROM jsonb_to_recordset(c -> 'outbox') AS o(target text, "lineSeq" int, "eventSeq" int, type text, payload jsonb);
    PERFORM pg_notify('mocua_outbox', d.id);
  END IF;
  RETURN QUERY SELECT d.code, d.revision;
END $$;

-- The same for many dossiers that exist already.
CREATE OR REPLACE FUNCTION save_changes(c jsonb) RETURNS SETOF text LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp SET enable_seqscan = off AS $$
DECLARE
  ids text[];
  codes text[];
  told int;
BEGIN
  -- always in the same order: two workers over the same dossiers wait for each other instead of locking each other out
  PERFORM 1 FROM jsonb_to_recordset(c -> 'dossiers') AS k("homeAgencyId" text, id text)
    JOIN "Dossier" t ON t."homeAgencyId" = k."homeAgencyId" AND t.id = k.id
    ORDER BY t."homeAgencyId", t.id FOR UPDATE OF t;
  WITH done AS (
    UPDATE "Dossier" t SET
      state = d.state, "stateHash" = d."stateHash", revision = d.revision, "lastSeq" = d."lastSeq", "lastHash" = d."lastHash",
      "lastLines" = d."lastLines", "shellState" = d."shellState", "nationalCode" = d."nationalCode", "currentSteps" = d."currentSteps",
      decision = d.decision, "caseCode" = d."caseCode", "receivedAt" = d."receivedAt", "intakeDueAt" = d."intakeDueAt",
      "legalDueAt" = d."legalDueAt", "promisedDueAt" = d."promisedDueAt", "legalRemainingMinutes" = d."legalRemainingMinutes",
      "endedAt" = d."endedAt", "procedureVersionId" = d."procedureVersionId", "shellVersion" = d."shellVersion",
      "calendarVersionId" = d."calendarVersionId", "competentAgencyId" = d."competentAgencyId", "resultWay" = d."resultWay",
      "updatedAt" = d."updatedAt"
    FROM jsonb_populate_recordset(NULL::"Dossier", c -> 'dossiers') d
    WHERE t."homeAgencyId" = d."homeAgencyId" AND t.id = d.id AND t.revision = d.revision - 1
    RETURNING t.id, t.code
  ) SELECT array_agg(done.id), array_agg(done.code) INTO ids, codes FROM done;
  IF ids IS NULL THEN RETURN; END IF;

  WITH written AS (
    INSERT INTO "DossierEvent" SELECT * FROM jsonb_populate_recordset(NULL::"DossierEvent", c -> 'events') r WHERE r."dossierId" = ANY (ids)
    RETURNING "dossierId"
  ) SELECT count(DISTINCT "dossierId") INTO told FROM written;
  IF told <> cardinality(ids) THEN
    RAISE EXCEPTION 'save_changes: a change without an event' USING ERRCODE = 'MC003';
  END IF;
  -- the key of sealed words begins with the dossier's id
  INSERT INTO "EventSealed" SELECT * FROM jsonb_populate_recordset(NULL::"EventSealed", c -> 'sealed') r WHERE split_part(r.key, ':', 1) = ANY (ids);

  INSERT INTO "WorkItem" SELECT * FROM jsonb_populate_recordset(NULL::"WorkItem", c -> 'work') r WHERE r."dossierId" = ANY (ids)
    ON CONFLICT ("homeAgencyId", "dossierId", "workId") DO UPDATE SET
      "assigneeId" = EXCLUDED."assigneeId", "firstOpenedAt" = EXCLUDED."firstOpenedAt", "dueAt" = EXCLUDED."dueAt", "closedAt" = EXCLUDED."closedAt",
      "closedById" = EXCLUDED."closedById", outcome = EXCLUDED.outcome, "excludedAccountId" = EXCLUDED."excludedAccountId",
      "agencyId" = EXCLUDED."agencyId", "closedViaId" = EXCLUDED."closedViaId", "excludedViaId" = EXCLUDED."excludedViaId",
      step = EXCLUDED.step, "stepKind" = EXCLUDED."stepKind", role = EXCLUDED.role, "unitKind" = EXCLUDED."unitKind";
  INSERT INTO "ClockSegment" SELECT * FROM jsonb_populate_recordset(NULL::"ClockSegment", c -> 'clocks') r WHERE r."dossierId" = ANY (ids)
    ON CONFLICT ("homeAgencyId", "dossierId", clock, n) DO UPDATE SET
      kind = EXCLUDED.kind, "startAt" = EXCLUDED."startAt", "endAt" = EXCLUDED."endAt", reason = EXCLUDED.reason, basis = EXCLUDED.basis;
  INSERT INTO "Timer" SELECT * FROM jsonb_populate_recordset(NULL::"Timer", c -> 'timers') r WHERE r."dossierId" = ANY (ids)
    ON CONFLICT ("homeAgencyId", "dossierId", "timerId") DO UPDATE SET "dueAt" = EXCLUDED."dueAt", status = EXCLUDED.status;
  INSERT INTO "SupplementRequest" SELECT * FROM jsonb_populate_recordset(NULL::"SupplementRequest", c -> 'supplements') r WHERE r."dossierId" = ANY (ids)
    ON CONFLICT ("homeAgencyId", "dossierId", id) DO UPDATE SET "closedAt" = EXCLUDED."closedAt", status = EXCLUDED.status, "dueAt" = EXCLUDED."dueAt";

  INSERT INTO "OutboxMessage" ("homeAgencyId", "openedMonth", "dossierId", target, "lineSeq", "eventSeq", type, payload, status, "nextAttemptAt", "createdAt")
  SELECT o."homeAgencyId", o."openedMonth", o."dossierId", o.target, o."lineSeq", o."eventSeq", o.type, o.payload, 'WAITING', o.at, o.at
  FROM jsonb_to_recordset(c -> 'outbox') AS o("homeAgencyId" text, "openedMonth" date, "dossierId" text, at timestamptz, target text,
    "lineSeq" int, "eventSeq" int, type text, payload jsonb)
  WHERE o."dossierId" = ANY (ids);
  IF FOUND THEN PERFORM pg_notify('mocua_outbox', ids[1]); END IF;

  INSERT INTO "Command" SELECT * FROM jsonb_populate_recordset(NULL::"Command", c -> 'commands') r WHERE r."dossierId" = ANY (ids);
  RETURN QUERY SELECT unnest(codes);
END $$;

-- The state is written anew with every change. LZ4 packs it several times faster; a server that was built without it keeps its own way.
DO $$
BEGIN
  ALTER TABLE "Dossier" ALTER COLUMN state SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
  RAISE NOTICE 'this server has no LZ4: states stay packed as before';
END $$;
