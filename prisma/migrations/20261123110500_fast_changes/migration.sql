-- AlterTable
ALTER TABLE "Dossier" ADD COLUMN     "lastLines" JSONB;

-- What Prisma cannot say.
-- The one door, written anew for speed. Who changes a dossier sends only the rows that are new or different, so a table without rows costs
-- nothing; the numbers of outbox lines come with them, counted from "lastLines" ({target: last number}, guarded by the revision like all else),
-- because asking for the highest one locks every month's partition. Nobody ever listened to "mocua_dossier".
-- Plans are kept for the life of a connection, and those made while a table was small would read all of it ever after: no scans.
-- `save_change` follows in change_in_one_value, with another answer; this is the same for many dossiers that exist already.
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
