-- The one door answers with the new revision, or with nothing when somebody was faster: one value costs less than a table of one row.
-- The worker is told of new outbox lines after the commit, by whoever called: a notice inside the transaction makes all commits of the
-- database wait for each other. What is not told is found by polling.
DROP FUNCTION save_change(jsonb);
CREATE FUNCTION save_change(c jsonb) RETURNS int LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp SET enable_seqscan = off AS $$
DECLARE
  d "Dossier" := jsonb_populate_record(NULL::"Dossier", c -> 'dossier');
  command "Command" := jsonb_populate_record(NULL::"Command", c -> 'command');
  events jsonb := c -> 'events';
  event "DossierEvent";
  expected int := (c ->> 'expectedRevision')::int;
BEGIN
  IF d."homeAgencyId" IS NULL OR d.id IS NULL OR expected IS NULL OR command."requestId" IS NULL OR coalesce(jsonb_array_length(events), 0) = 0 THEN
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
    IF NOT FOUND THEN RETURN NULL; END IF;
  END IF;

  FOR n IN 0 .. jsonb_array_length(events) - 1 LOOP
    event := jsonb_populate_record(NULL::"DossierEvent", events -> n);
    INSERT INTO "DossierEvent" VALUES (event.*);
  END LOOP;
  INSERT INTO "Command" VALUES (command.*);
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
  END IF;
  RETURN d.revision;
END $$;

REVOKE ALL ON FUNCTION save_change(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION save_change(jsonb) TO mocua_app;
