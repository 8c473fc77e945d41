-- The one door for many dossiers that exist already: what `save_change` does for each of them, every table written once. A job over a hundred
-- thousand dossiers spends its time on rows instead of on statements. Answers, papers and money are not among it: such a change goes alone.
-- Plans are kept for the life of a connection, and those made while a table was small would read all of it ever after.
CREATE FUNCTION save_changes(c jsonb) RETURNS SETOF text LANGUAGE plpgsql SECURITY DEFINER
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
      "shellState" = d."shellState", "nationalCode" = d."nationalCode", "currentSteps" = d."currentSteps", decision = d.decision,
      "caseCode" = d."caseCode", "receivedAt" = d."receivedAt", "intakeDueAt" = d."intakeDueAt", "legalDueAt" = d."legalDueAt",
      "promisedDueAt" = d."promisedDueAt", "legalRemainingMinutes" = d."legalRemainingMinutes", "endedAt" = d."endedAt",
      "procedureVersionId" = d."procedureVersionId", "shellVersion" = d."shellVersion", "calendarVersionId" = d."calendarVersionId",
      "competentAgencyId" = d."competentAgencyId", "resultWay" = d."resultWay", "updatedAt" = d."updatedAt"
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
      "agencyId" = EXCLUDED."agencyId", "closedViaId" = EXCLUDED."closedViaId", "excludedViaId" = EXCLUDED."excludedViaId";
  INSERT INTO "ClockSegment" SELECT * FROM jsonb_populate_recordset(NULL::"ClockSegment", c -> 'clocks') r WHERE r."dossierId" = ANY (ids)
    ON CONFLICT ("homeAgencyId", "dossierId", clock, n) DO UPDATE SET
      kind = EXCLUDED.kind, "startAt" = EXCLUDED."startAt", "endAt" = EXCLUDED."endAt", reason = EXCLUDED.reason, basis = EXCLUDED.basis;
  INSERT INTO "Timer" SELECT * FROM jsonb_populate_recordset(NULL::"Timer", c -> 'timers') r WHERE r."dossierId" = ANY (ids)
    ON CONFLICT ("homeAgencyId", "dossierId", "timerId") DO UPDATE SET "dueAt" = EXCLUDED."dueAt", status = EXCLUDED.status;
  INSERT INTO "SupplementRequest" SELECT * FROM jsonb_populate_recordset(NULL::"SupplementRequest", c -> 'supplements') r WHERE r."dossierId" = ANY (ids)
    ON CONFLICT ("homeAgencyId", "dossierId", id) DO UPDATE SET "closedAt" = EXCLUDED."closedAt", status = EXCLUDED.status, "dueAt" = EXCLUDED."dueAt";

  -- The dossier rows are locked by now, so the numbers of each line cannot be given twice.
  INSERT INTO "OutboxMessage" ("homeAgencyId", "openedMonth", "dossierId", target, "lineSeq", "eventSeq", type, payload, status, "nextAttemptAt", "createdAt")
  SELECT o."homeAgencyId", o."openedMonth", o."dossierId", o.target,
    coalesce(l."lineSeq", 0) + row_number() OVER (PARTITION BY o."dossierId", o.target ORDER BY o.ord),
    o."eventSeq", o.type, o.payload, 'WAITING', o.at, o.at
  FROM ROWS FROM (jsonb_to_recordset(c -> 'outbox') AS ("homeAgencyId" text, "openedMonth" date, "dossierId" text, at timestamptz, target text,
      "eventSeq" int, type text, payload jsonb)) WITH ORDINALITY
    AS o("homeAgencyId", "openedMonth", "dossierId", at, target, "eventSeq", type, payload, ord)
  LEFT JOIN LATERAL (
    SELECT p."lineSeq" FROM "OutboxMessage" p
    WHERE p."homeAgencyId" = o."homeAgencyId" AND p."openedMonth" = o."openedMonth" AND p."dossierId" = o."dossierId" AND p.target = o.target
    ORDER BY p."lineSeq" DESC LIMIT 1
  ) l ON true
  WHERE o."dossierId" = ANY (ids);
  IF FOUND THEN PERFORM pg_notify('mocua_outbox', ids[1]); END IF;

  INSERT INTO "Command" SELECT * FROM jsonb_populate_recordset(NULL::"Command", c -> 'commands') r WHERE r."dossierId" = ANY (ids);
  PERFORM pg_notify('mocua_dossier', each) FROM unnest(codes) AS each;
  RETURN QUERY SELECT unnest(codes);
END $$;

REVOKE ALL ON FUNCTION save_changes(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION save_changes(jsonb) TO mocua_app;

-- Office hours hold from a day on (none: ever since). What is over keeps the hours that it had.
ALTER TABLE "CalendarWeek" ADD COLUMN "validFrom" DATE;
DROP INDEX "CalendarWeek_standing";
CREATE UNIQUE INDEX "CalendarWeek_standing" ON "CalendarWeek" ("scope", coalesce("validFrom", '-infinity'::date)) WHERE "endedAt" IS NULL;
