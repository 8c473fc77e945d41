-- A dossier that moves to another version of its procedure keeps its pieces of work, under the names and performers of the new version.
DO $$
DECLARE
  before text := pg_get_functiondef('save_change(jsonb)'::regprocedure);
  after text := replace(before, '"closedViaId" = EXCLUDED."closedViaId"', '"closedViaId" = EXCLUDED."closedViaId",
      step = EXCLUDED.step, "stepKind" = EXCLUDED."stepKind", role = EXCLUDED.role, "unitKind" = EXCLUDED."unitKind"');
BEGIN
  IF after = before THEN RAISE EXCEPTION 'save_change does not write closedViaId'; END IF;
  EXECUTE after;
END $$;
