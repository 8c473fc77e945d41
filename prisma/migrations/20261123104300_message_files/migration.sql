-- Files sent with a message; the way of the result kept in the draft; an offer that was accepted does not stand in the way of a later one.

-- AlterTable
ALTER TABLE "Draft" ADD COLUMN     "resultWay" JSONB;

-- CreateTable
CREATE TABLE "MessageFile" (
    "homeAgencyId" TEXT NOT NULL,
    "messageId" TEXT NOT NULL,
    "fileId" TEXT NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MessageFile_pkey" PRIMARY KEY ("homeAgencyId","messageId","fileId")
);

-- CreateIndex
CREATE INDEX "MessageFile_fileId_idx" ON "MessageFile"("fileId");

-- What Prisma cannot say.
GRANT SELECT, INSERT ON "MessageFile" TO mocua_app;

-- A file that something names is never removed, whoever asks.
CREATE OR REPLACE FUNCTION keep_named_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "DossierPaper" p WHERE p."fileId" = OLD.id) OR EXISTS (SELECT 1 FROM "DraftPaper" p WHERE p."fileId" = OLD.id)
    OR EXISTS (SELECT 1 FROM "IssuedDocument" i WHERE i."fileId" = OLD.id) OR EXISTS (SELECT 1 FROM "MessageFile" m WHERE m."fileId" = OLD.id) THEN
    RAISE EXCEPTION 'file % is part of something', OLD.id USING ERRCODE = 'MC005';
  END IF;
  RETURN OLD;
END $$;

-- Help that lasts and offers that wait stand once for a person; a filing that was handed over may go back and forth.
DROP INDEX "Invitation_once";
CREATE UNIQUE INDEX "Invitation_once" ON "Invitation" ("subjectId", kind, "toPersonalId")
  WHERE status = 'OPEN' OR (status = 'ACCEPTED' AND kind = 'HELP');
