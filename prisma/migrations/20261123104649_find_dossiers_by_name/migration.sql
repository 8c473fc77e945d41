-- Finding dossiers by a person's name, without accents, among millions: an index of "agency:year:word", so that a question costs what one
-- agency has in one or two years, never what the province has. Nothing is stored twice: erasing the name erases it here too.
ALTER TABLE "DossierParty" ADD COLUMN "agencyIds" TEXT[];

-- The same folding as server/modules/procedure/fold.ts; a test compares the two.
CREATE FUNCTION fold_words(words text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT array_remove(regexp_split_to_array(
    translate(lower(regexp_replace(normalize(words, NFD), '[\u0300-\u036f\u200b-\u200f\u2060-\u2064\ufeff\u00ad]', '', 'g')), 'đy', 'di'), '[^[:alnum:].]+'), '')
$$;
CREATE FUNCTION name_keys(home text, others text[], opened timestamptz, words text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT a.id || ':' || extract(year FROM opened AT TIME ZONE 'Asia/Ho_Chi_Minh')::int || ':' || w.word), '{}')
  FROM unnest(home || coalesce(others, '{}')) AS a(id), unnest(public.fold_words(words)) AS w(word)
$$;
CREATE INDEX "DossierParty_names" ON "DossierParty" USING gin (name_keys("homeAgencyId", "agencyIds", "openedAt", "fullName"));

-- Agencies besides the home that have, or had, to do with the dossier. Who may see it is asked again of the policy; this only narrows the search.
CREATE FUNCTION note_agencies_of_party() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT array_agg(DISTINCT a.id) INTO NEW."agencyIds" FROM "Dossier" d, unnest(ARRAY[d."competentAgencyId", d."supportPointId"]) AS a(id)
  WHERE d."homeAgencyId" = NEW."homeAgencyId" AND d.id = NEW."dossierId" AND a.id <> NEW."homeAgencyId";
  RETURN NEW;
END $$;
CREATE TRIGGER "DossierParty_agencies" BEFORE INSERT ON "DossierParty" FOR EACH ROW WHEN (NEW."agencyIds" IS NULL) EXECUTE FUNCTION note_agencies_of_party();

CREATE FUNCTION note_agency(home text, dossier text, agency text) RETURNS void LANGUAGE sql SET search_path = public, pg_temp AS $$
  UPDATE "DossierParty" SET "agencyIds" = array_append(coalesce("agencyIds", '{}'), agency)
  WHERE "homeAgencyId" = home AND "dossierId" = dossier AND NOT coalesce("agencyIds", '{}') @> ARRAY[agency]
$$;
CREATE FUNCTION note_agency_of_work() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM note_agency(NEW."homeAgencyId", NEW."dossierId", NEW."agencyId");
  RETURN NULL;
END $$;
CREATE TRIGGER "WorkItem_agency" AFTER INSERT OR UPDATE OF "agencyId" ON "WorkItem" FOR EACH ROW
  WHEN (NEW."agencyId" <> NEW."homeAgencyId") EXECUTE FUNCTION note_agency_of_work();
CREATE FUNCTION note_agency_of_dossier() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM note_agency(NEW."homeAgencyId", NEW.id, NEW."competentAgencyId");
  RETURN NULL;
END $$;
CREATE TRIGGER "Dossier_agency" AFTER UPDATE OF "competentAgencyId" ON "Dossier" FOR EACH ROW
  WHEN (NEW."competentAgencyId" <> OLD."competentAgencyId" AND NEW."competentAgencyId" <> NEW."homeAgencyId") EXECUTE FUNCTION note_agency_of_dossier();

UPDATE "DossierParty" p SET "agencyIds" = o.ids FROM (
  SELECT x.home, x.dossier, array_agg(DISTINCT x.agency) AS ids FROM (
    SELECT "homeAgencyId" AS home, id AS dossier, unnest(ARRAY["competentAgencyId", "supportPointId"]) AS agency FROM "Dossier"
    UNION SELECT "homeAgencyId", "dossierId", "agencyId" FROM "WorkItem") x
  WHERE x.agency <> x.home GROUP BY x.home, x.dossier) o
WHERE o.home = p."homeAgencyId" AND o.dossier = p."dossierId";
REVOKE ALL ON FUNCTION note_agency(text, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION fold_words(text), name_keys(text, text[], timestamptz, text) TO mocua_app;

-- Work lists by due time, read in the order in which they stand: the first page costs the same however much is open.
DROP INDEX "WorkItem_open";
CREATE INDEX "WorkItem_open" ON "WorkItem" ("agencyId", role, (coalesce("dueAt", 'infinity'::timestamptz)), ("dossierId" || "workId")) WHERE "closedAt" IS NULL;
