-- The one door for as many changes as come at a moment: births and moves, every table written once, and a table without rows is not touched.
-- What comes from several callers commits together, so that they share one way to the database, one plan of each statement and one turn of the disk.
-- Answers with the ids of the dossiers that were written; of the others somebody was faster, and nothing of theirs was written.
-- A caller with patience (milliseconds) rather gives up for all than lets all wait for a row that somebody holds; 0 waits.
DROP FUNCTION save_change(jsonb);
DROP FUNCTION save_changes(jsonb);
CREATE FUNCTION save_changes(c jsonb, patience int) RETURNS text[] LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp SET enable_seqscan = off AS $$
DECLARE
  ids text[] := '{}';
  written int;
  told int;
BEGIN
  IF patience > 0 THEN PERFORM set_config('lock_timeout', patience::text, true); END IF;

  IF c ? 'born' THEN
    INSERT INTO "DossierLocator" (id, code, "homeAgencyId", "foreignCode")
      SELECT d.id, d.code, d."homeAgencyId", d."foreignCode" FROM jsonb_populate_recordset(NULL::"Dossier", c -> 'born') d;
    WITH done AS (
      INSERT INTO "Dossier" SELECT * FROM jsonb_populate_recordset(NULL::"Dossier", c -> 'born') RETURNING id
    ) SELECT array_agg(done.id) INTO ids FROM done;
    UPDATE "Draft" t SET "submittedAt" = d."updatedAt" FROM jsonb_to_recordset(c -> 'born') AS d(id text, "updatedAt" timestamptz) WHERE t.id = d.id;
    UPDATE "InboundMessage" t SET "dossierCode" = d.code FROM jsonb_to_recordset(c -> 'born') AS d(id text, code text) WHERE t.id = d.id;
  END IF;
  IF c ? 'dossiers' THEN
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
      RETURNING t.id
    ) SELECT ids || coalesce(array_agg(done.id), '{}') INTO ids FROM done;
  END IF;
  written := cardinality(ids);
  IF written = 0 THEN RETURN ids; END IF;

  WITH noted AS (
    INSERT INTO "DossierEvent" SELECT * FROM jsonb_populate_recordset(NULL::"DossierEvent", c -> 'events') r WHERE r."dossierId" = ANY (ids)
    RETURNING "dossierId"
  ) SELECT count(DISTINCT "dossierId") INTO told FROM noted;
  IF told <> written THEN
    RAISE EXCEPTION 'save_changes: a change without an event' USING ERRCODE = 'MC003';
  END IF;
  INSERT INTO "Command" SELECT * FROM jsonb_populate_recordset(NULL::"Command", c -> 'commands') r WHERE r."dossierId" = ANY (ids);
  GET DIAGNOSTICS told = ROW_COUNT;
  IF told <> written THEN
    RAISE EXCEPTION 'save_changes: a change without its command' USING ERRCODE = 'MC003';
  END IF;

  IF c ? 'sealed' THEN
    -- the key of sealed words begins with the dossier's id
    INSERT INTO "EventSealed" SELECT * FROM jsonb_populate_recordset(NULL::"EventSealed", c -> 'sealed') r WHERE split_part(r.key, ':', 1) = ANY (ids);
  END IF;
  IF c ? 'work' THEN
    INSERT INTO "WorkItem" SELECT * FROM jsonb_populate_recordset(NULL::"WorkItem", c -> 'work') r WHERE r."dossierId" = ANY (ids)
      ON CONFLICT ("homeAgencyId", "dossierId", "workId") DO UPDATE SET
        "assigneeId" = EXCLUDED."assigneeId", "firstOpenedAt" = EXCLUDED."firstOpenedAt", "dueAt" = EXCLUDED."dueAt", "closedAt" = EXCLUDED."closedAt",
        "closedById" = EXCLUDED."closedById", outcome = EXCLUDED.outcome, "excludedAccountId" = EXCLUDED."excludedAccountId",
        "agencyId" = EXCLUDED."agencyId", "closedViaId" = EXCLUDED."closedViaId", "excludedViaId" = EXCLUDED."excludedViaId",
        step = EXCLUDED.step, "stepKind" = EXCLUDED."stepKind", role = EXCLUDED.role, "unitKind" = EXCLUDED."unitKind";
  END IF;
  IF c ? 'clocks' THEN
    INSERT INTO "ClockSegment" SELECT * FROM jsonb_populate_recordset(NULL::"ClockSegment", c -> 'clocks') r WHERE r."dossierId" = ANY (ids)
      ON CONFLICT ("homeAgencyId", "dossierId", clock, n) DO UPDATE SET
        kind = EXCLUDED.kind, "startAt" = EXCLUDED."startAt", "endAt" = EXCLUDED."endAt", reason = EXCLUDED.reason, basis = EXCLUDED.basis;
  END IF;
  IF c ? 'timers' THEN
    INSERT INTO "Timer" SELECT * FROM jsonb_populate_recordset(NULL::"Timer", c -> 'timers') r WHERE r."dossierId" = ANY (ids)
      ON CONFLICT ("homeAgencyId", "dossierId", "timerId") DO UPDATE SET "dueAt" = EXCLUDED."dueAt", status = EXCLUDED.status;
  END IF;
  IF c ? 'supplements' THEN
    INSERT INTO "SupplementRequest" SELECT * FROM jsonb_populate_recordset(NULL::"SupplementRequest", c -> 'supplements') r WHERE r."dossierId" = ANY (ids)
      ON CONFLICT ("homeAgencyId", "dossierId", id) DO UPDATE SET "closedAt" = EXCLUDED."closedAt", status = EXCLUDED.status, "dueAt" = EXCLUDED."dueAt";
  END IF;
  IF c ? 'formData' THEN
    INSERT INTO "FormData" SELECT * FROM jsonb_populate_recordset(NULL::"FormData", c -> 'formData') r WHERE r."dossierId" = ANY (ids);
  END IF;
  IF c ? 'parties' THEN
    INSERT INTO "DossierParty" SELECT * FROM jsonb_populate_recordset(NULL::"DossierParty", c -> 'parties') r WHERE r."dossierId" = ANY (ids)
      ON CONFLICT ("homeAgencyId", "dossierId", kind) DO UPDATE SET "accountId" = EXCLUDED."accountId", "fullName" = EXCLUDED."fullName",
        "personalId" = EXCLUDED."personalId", phone = EXCLUDED.phone, email = EXCLUDED.email, address = EXCLUDED.address,
        "techId" = EXCLUDED."techId", "partyKind" = EXCLUDED."partyKind";
  END IF;
  IF c ? 'fees' THEN
    INSERT INTO "FeeDue" SELECT * FROM jsonb_populate_recordset(NULL::"FeeDue", c -> 'fees') r WHERE r."dossierId" = ANY (ids)
      ON CONFLICT ("homeAgencyId", "dossierId", "feeId") DO UPDATE SET
        "amountVnd" = EXCLUDED."amountVnd", calculation = EXCLUDED.calculation, exemption = EXCLUDED.exemption, "settledVnd" = EXCLUDED."settledVnd",
        "settledAt" = EXCLUDED."settledAt", "when" = EXCLUDED."when";
  END IF;
  IF c ? 'papers' THEN
    INSERT INTO "DossierPaper" SELECT * FROM jsonb_populate_recordset(NULL::"DossierPaper", c -> 'papers') r WHERE r."dossierId" = ANY (ids)
      ON CONFLICT ("homeAgencyId", "dossierId", id) DO UPDATE SET
        originals = EXCLUDED.originals, certified = EXCLUDED.certified, copies = EXCLUDED.copies,
        "originalSeenAt" = EXCLUDED."originalSeenAt", "originalSeenBy" = EXCLUDED."originalSeenBy";
  END IF;
  IF c ? 'files' THEN
    UPDATE "StoredFile" f SET "homeAgencyId" = x."homeAgencyId", "dossierId" = x."dossierId"
      FROM jsonb_to_recordset(c -> 'files') AS x(id text, "homeAgencyId" text, "dossierId" text)
      WHERE f.id = x.id AND f."dossierId" IS NULL AND x."dossierId" = ANY (ids);
  END IF;
  IF c ? 'payments' THEN
    INSERT INTO "Payment" SELECT * FROM jsonb_populate_recordset(NULL::"Payment", c -> 'payments') r WHERE r."dossierId" = ANY (ids)
      ON CONFLICT ("homeAgencyId", id) DO UPDATE SET
        status = EXCLUDED.status, "transactionId" = EXCLUDED."transactionId", "settledAt" = EXCLUDED."settledAt", "nextQueryAt" = EXCLUDED."nextQueryAt";
  END IF;
  IF c ? 'receipts' THEN
    INSERT INTO "PaymentReceipt" SELECT * FROM jsonb_populate_recordset(NULL::"PaymentReceipt", c -> 'receipts') r WHERE r."dossierId" = ANY (ids);
  END IF;
  IF c ? 'deliveries' THEN
    INSERT INTO "Delivery" SELECT * FROM jsonb_populate_recordset(NULL::"Delivery", c -> 'deliveries') r WHERE r."dossierId" = ANY (ids);
  END IF;
  IF c ? 'outbox' THEN
    INSERT INTO "OutboxMessage" ("homeAgencyId", "openedMonth", "dossierId", target, "lineSeq", "eventSeq", type, payload, status, "nextAttemptAt", "createdAt")
    SELECT o."homeAgencyId", o."openedMonth", o."dossierId", o.target, o."lineSeq", o."eventSeq", o.type, o.payload, 'WAITING', o.at, o.at
    FROM jsonb_to_recordset(c -> 'outbox') AS o("homeAgencyId" text, "openedMonth" date, "dossierId" text, at timestamptz, target text,
      "lineSeq" int, "eventSeq" int, type text, payload jsonb)
    WHERE o."dossierId" = ANY (ids);
  END IF;
  RETURN ids;
END $$;

REVOKE ALL ON FUNCTION save_changes(jsonb, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION save_changes(jsonb, int) TO mocua_app;
