-- Files on their way, byte by byte; the virus scan as a state of each file.

-- AlterTable
ALTER TABLE "StoredFile" ADD COLUMN     "scanAttempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "scanNextAt" TIMESTAMPTZ(3),
ADD COLUMN     "scanNote" TEXT,
ADD COLUMN     "scannedAt" TIMESTAMPTZ(3),
ADD COLUMN     "scanner" TEXT,
ADD COLUMN     "sharpness" DOUBLE PRECISION;

-- CreateTable
CREATE TABLE "Upload" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "target" JSONB NOT NULL,
    "targetKey" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "declaredType" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "fileId" TEXT,
    "refusal" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "touchedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Upload_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Upload_accountId_targetKey_idx" ON "Upload"("accountId", "targetKey");

-- CreateIndex
CREATE INDEX "Upload_touchedAt_idx" ON "Upload"("touchedAt");

-- CreateIndex
CREATE INDEX "StoredFile_scanNextAt_idx" ON "StoredFile"("scanNextAt");

-- CreateIndex
CREATE INDEX "StoredFile_sha256_idx" ON "StoredFile"("sha256");

-- What Prisma cannot say.
ALTER TABLE "StoredFile" ADD CONSTRAINT "StoredFile_scan_state"
  CHECK ("scanState" IN ('NOT_CONFIGURED', 'PENDING', 'CLEAN', 'INFECTED', 'ERROR'));
ALTER TABLE "StoredFile" ADD CONSTRAINT "StoredFile_scan_judged"
  CHECK ("scanState" NOT IN ('CLEAN', 'INFECTED') OR ("scannedAt" IS NOT NULL AND "scanNextAt" IS NULL));
ALTER TABLE "StoredFile" ADD CONSTRAINT "StoredFile_scan_waits" CHECK ("scanState" NOT IN ('PENDING', 'ERROR') OR "scanNextAt" IS NOT NULL);
ALTER TABLE "Upload" ADD CONSTRAINT "Upload_status" CHECK (
  CASE status WHEN 'RECEIVING' THEN "fileId" IS NULL AND refusal IS NULL WHEN 'DONE' THEN "fileId" IS NOT NULL AND refusal IS NULL
    WHEN 'REFUSED' THEN "fileId" IS NULL AND refusal IS NOT NULL ELSE false END);
ALTER TABLE "Upload" ADD CONSTRAINT "Upload_size" CHECK (size > 0);

-- A worker hears of a file that waits to be looked at as it hears of messages.
CREATE FUNCTION tell_of_scan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('mocua_outbox', 'SCAN');
  RETURN NULL;
END $$;
CREATE TRIGGER "StoredFile_tell_of_scan" AFTER INSERT ON "StoredFile" FOR EACH ROW WHEN (NEW."scanNextAt" IS NOT NULL)
  EXECUTE FUNCTION tell_of_scan();

-- A file that something names is never removed, whoever asks.
CREATE FUNCTION keep_named_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "DossierPaper" p WHERE p."fileId" = OLD.id) OR EXISTS (SELECT 1 FROM "DraftPaper" p WHERE p."fileId" = OLD.id)
    OR EXISTS (SELECT 1 FROM "IssuedDocument" i WHERE i."fileId" = OLD.id) THEN
    RAISE EXCEPTION 'file % is part of something', OLD.id USING ERRCODE = 'MC005';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER "StoredFile_keep_named" BEFORE DELETE ON "StoredFile" FOR EACH ROW EXECUTE FUNCTION keep_named_file();
CREATE INDEX "DossierPaper_fileId_idx" ON "DossierPaper" ("fileId");
CREATE INDEX "DraftPaper_fileId_idx" ON "DraftPaper" ("fileId");
CREATE INDEX "IssuedDocument_fileId_idx" ON "IssuedDocument" ("fileId");

GRANT INSERT, UPDATE, DELETE ON "Upload" TO mocua_app;
GRANT DELETE ON "StoredFile" TO mocua_app;
-- Name, size and hash of what was received are never changed by the application.
REVOKE UPDATE ON "StoredFile" FROM mocua_app;
GRANT UPDATE (purpose, "scanState", "scanNextAt", "scanAttempts", "scannedAt", "scanNote", "scanner") ON "StoredFile" TO mocua_app;
