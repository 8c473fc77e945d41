-- What lists of versions are filtered by. The columns repeat the definition; a trigger fills them, so that they cannot say anything else.
ALTER TABLE "ProcedureVersion"
  ADD COLUMN "onlineLevel" TEXT,
  ADD COLUMN route TEXT,
  ADD COLUMN sources TEXT[],
  ADD COLUMN verified BOOLEAN,
  ADD COLUMN generated BOOLEAN;

CREATE FUNCTION read_version_head() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."onlineLevel" := NEW.definition -> 'online' ->> 'level';
  NEW.route := NEW.definition ->> 'route';
  NEW.sources := ARRAY(SELECT jsonb_array_elements_text(NEW.definition -> 'sources'));
  NEW.verified := (NEW.definition ->> 'verified')::boolean;
  -- Codes that no authority gives out: see GENERATED_CODE in server/modules/procedure/procedure.schema.ts
  NEW.generated := NEW."procedureCode" LIKE '9.%';
  RETURN NEW;
END $$;
CREATE TRIGGER "ProcedureVersion_head" BEFORE INSERT ON "ProcedureVersion" FOR EACH ROW EXECUTE FUNCTION read_version_head();

UPDATE "ProcedureVersion" SET
  "onlineLevel" = definition -> 'online' ->> 'level',
  route = definition ->> 'route',
  sources = ARRAY(SELECT jsonb_array_elements_text(definition -> 'sources')),
  verified = (definition ->> 'verified')::boolean,
  generated = "procedureCode" LIKE '9.%';
ALTER TABLE "ProcedureVersion"
  ALTER COLUMN "onlineLevel" SET NOT NULL,
  ALTER COLUMN route SET NOT NULL,
  ALTER COLUMN verified SET NOT NULL,
  ALTER COLUMN generated SET NOT NULL;

-- A published version never changes; only its end may be written, once, when its successor is published.
DROP TRIGGER "ProcedureVersion_immutable" ON "ProcedureVersion";
CREATE FUNCTION refuse_version_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."effectiveTo" IS NULL AND NEW."effectiveTo" >= OLD."effectiveFrom"
    AND to_jsonb(OLD) - 'effectiveTo' = to_jsonb(NEW) - 'effectiveTo' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'rows of % never change', TG_TABLE_NAME USING ERRCODE = 'MC002';
END $$;
CREATE TRIGGER "ProcedureVersion_immutable" BEFORE UPDATE ON "ProcedureVersion" FOR EACH ROW
  WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION refuse_version_change();

-- On every day at most one version of a procedure is in force.
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE "ProcedureVersion" ADD CONSTRAINT "ProcedureVersion_one_in_force"
  EXCLUDE USING gist ("procedureCode" WITH =, daterange("effectiveFrom", "effectiveTo", '[]') WITH &&);

-- The whole list, most asked first, page by page.
CREATE INDEX "Procedure_by_popularity" ON "Procedure" ((-popularity), code);

-- The one way in which a version is published. Says what was wrong and writes nothing then: 'versionTaken' (other content under this number),
-- 'versionNotNext', 'overlap'. The same content again is 'unchanged'.
CREATE FUNCTION publish_version(p jsonb) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  head "Procedure" := jsonb_populate_record(NULL::"Procedure", p -> 'procedure');
  v "ProcedureVersion" := jsonb_populate_record(NULL::"ProcedureVersion", p -> 'version');
  before "ProcedureVersion";
  known text;
BEGIN
  IF head.code IS NULL OR v.id IS NULL OR v."procedureCode" IS DISTINCT FROM head.code OR v.definition IS NULL OR v.sha256 IS NULL OR v."effectiveFrom" IS NULL THEN
    RAISE EXCEPTION 'publish_version: incomplete argument' USING ERRCODE = 'MC003';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('publish_version ' || head.code, 0));
  SELECT sha256 INTO known FROM "ProcedureVersion" WHERE "procedureCode" = head.code AND version = v.version;
  IF known = v.sha256 THEN RETURN 'unchanged'; END IF;
  IF known IS NOT NULL THEN RETURN 'versionTaken'; END IF;
  SELECT * INTO before FROM "ProcedureVersion" WHERE "procedureCode" = head.code ORDER BY version DESC LIMIT 1;
  IF v.version <> coalesce(before.version, 0) + 1 THEN RETURN 'versionNotNext'; END IF;
  IF before.id IS NOT NULL AND (v."effectiveFrom" <= before."effectiveFrom" OR v."effectiveFrom" <= before."effectiveTo") THEN RETURN 'overlap'; END IF;

  INSERT INTO "Procedure" (code, "nameVi", "nameEn", "fieldVi", level, "lifeEvents", synonyms, search, popularity)
  VALUES (head.code, head."nameVi", head."nameEn", head."fieldVi", head.level, head."lifeEvents", head.synonyms, head.search, coalesce(head.popularity, 0))
  ON CONFLICT (code) DO NOTHING;
  IF v."effectiveFrom" <= (app_now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date THEN
    UPDATE "Procedure" SET "nameVi" = head."nameVi", "nameEn" = head."nameEn", "fieldVi" = head."fieldVi", level = head.level,
      "lifeEvents" = head."lifeEvents", synonyms = head.synonyms, search = head.search
    WHERE code = head.code;
  ELSIF before.id IS NOT NULL THEN
    -- until it is in force it can also be found by its new words
    UPDATE "Procedure" SET search = search || ' | ' || head.search WHERE code = head.code;
  END IF;
  UPDATE "ProcedureVersion" SET "effectiveTo" = v."effectiveFrom" - 1 WHERE id = before.id AND "effectiveTo" IS NULL;
  INSERT INTO "ProcedureVersion" (id, "procedureCode", version, definition, sha256, "effectiveFrom", "effectiveTo")
  VALUES (v.id, v."procedureCode", v.version, v.definition, v.sha256, v."effectiveFrom", v."effectiveTo");
  RETURN 'published';
END $$;
REVOKE ALL ON FUNCTION publish_version(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION publish_version(jsonb) TO mocua_app;
