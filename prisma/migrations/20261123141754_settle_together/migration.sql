-- Outcomes of deliveries of one target, many at once; returns the dossiers of those whose lease was not lost to somebody else meanwhile.
-- Whoever delivered looks for more by itself; the others are told once, whatever the number.
DROP FUNCTION settle_outbox(text, date, text, text, int, bigint, text, timestamptz, text);
CREATE FUNCTION settle_outbox(tgt text, homes text[], months date[], dossiers text[], seqs int[], tokens bigint[], outcomes text[], waits double precision[], errs text[])
RETURNS SETOF text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off AS $$
BEGIN
  RETURN QUERY UPDATE "OutboxMessage" m SET status = s.outcome, "leaseUntil" = NULL, "lastError" = s.err,
      "nextAttemptAt" = coalesce(app_now() + make_interval(secs => s.wait), m."nextAttemptAt"),
      "deliveredAt" = CASE WHEN s.outcome = 'DELIVERED' THEN app_now() END
    FROM unnest(homes, months, dossiers, seqs, tokens, outcomes, waits, errs) AS s(home, month, dossier, seq, token, outcome, wait, err)
    WHERE m."homeAgencyId" = s.home AND m."openedMonth" = s.month AND m."dossierId" = s.dossier AND m.target = tgt AND m."lineSeq" = s.seq
      AND m."leaseToken" = s.token AND m.status = 'WAITING'
    RETURNING m."dossierId";
  IF 'DELIVERED' = ANY (outcomes) THEN PERFORM pg_notify('mocua_outbox', ''); END IF;
END $$;

REVOKE ALL ON FUNCTION settle_outbox(text, text[], date[], text[], int[], bigint[], text[], double precision[], text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION settle_outbox(text, text[], date[], text[], int[], bigint[], text[], double precision[], text[]) TO mocua_app;
