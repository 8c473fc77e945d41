-- What searching knows beside the definitions: life events, words of everyday; and how long procedures really take.

-- CreateTable
CREATE TABLE "LifeEvent" (
    "id" TEXT NOT NULL,
    "nameVi" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "names" TEXT[],
    "fields" TEXT[],
    "source" TEXT NOT NULL,

    CONSTRAINT "LifeEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SearchWord" (
    "key" TEXT NOT NULL,
    "said" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "means" TEXT[],
    "source" TEXT NOT NULL,

    CONSTRAINT "SearchWord_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "CatalogueRevision" (
    "id" INTEGER NOT NULL,
    "revision" BIGINT NOT NULL,

    CONSTRAINT "CatalogueRevision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProcedureDuration" (
    "procedureCode" TEXT NOT NULL,
    "cases" INTEGER NOT NULL,
    "medianMinutes" INTEGER NOT NULL,
    "p80Minutes" INTEGER NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "computedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ProcedureDuration_pkey" PRIMARY KEY ("procedureCode")
);

ALTER TABLE "SearchWord"
  ADD CONSTRAINT "SearchWord_kind" CHECK (kind IN ('SYNONYM', 'ABBREVIATION', 'FILLER', 'PROVINCE', 'COMMUNE')),
  ADD CONSTRAINT "SearchWord_means" CHECK ((kind IN ('SYNONYM', 'ABBREVIATION')) = (cardinality(means) > 0)),
  ADD CONSTRAINT "SearchWord_words" CHECK (key <> '' AND said <> '' AND source <> '');
ALTER TABLE "ProcedureDuration"
  ADD CONSTRAINT "ProcedureDuration_sense" CHECK (cases > 0 AND "medianMinutes" >= 0 AND "p80Minutes" >= "medianMinutes" AND until >= since);

-- The count moves in the transaction of the change: whoever reads the new number reads the new rows too.
INSERT INTO "CatalogueRevision" (id, revision) VALUES (1, 1);
ALTER TABLE "CatalogueRevision" ADD CONSTRAINT "CatalogueRevision_one" CHECK (id = 1);
CREATE FUNCTION move_catalogue_revision() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE "CatalogueRevision" SET revision = revision + 1 WHERE id = 1;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION move_catalogue_revision() FROM PUBLIC;
CREATE TRIGGER "Procedure_revision" AFTER INSERT OR UPDATE OR DELETE ON "Procedure" FOR EACH STATEMENT EXECUTE FUNCTION move_catalogue_revision();
CREATE TRIGGER "ProcedureVersion_revision" AFTER INSERT OR UPDATE OR DELETE ON "ProcedureVersion" FOR EACH STATEMENT EXECUTE FUNCTION move_catalogue_revision();
CREATE TRIGGER "LifeEvent_revision" AFTER INSERT OR UPDATE OR DELETE ON "LifeEvent" FOR EACH STATEMENT EXECUTE FUNCTION move_catalogue_revision();
CREATE TRIGGER "SearchWord_revision" AFTER INSERT OR UPDATE OR DELETE ON "SearchWord" FOR EACH STATEMENT EXECUTE FUNCTION move_catalogue_revision();

-- The newest ended dossiers of a procedure.
CREATE INDEX "Dossier_ended" ON "Dossier" ("procedureCode", "endedAt") WHERE "endedAt" IS NOT NULL;

GRANT SELECT ON "LifeEvent", "SearchWord", "CatalogueRevision" TO mocua_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "ProcedureDuration" TO mocua_app;
