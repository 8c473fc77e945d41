-- One decision may have several results, each a paper of its own.

-- DropIndex
DROP INDEX "IssuedDocument_homeAgencyId_dossierId_form_eventSeq_key";

-- AlterTable
ALTER TABLE "IssuedDocument" ADD COLUMN     "resultCode" TEXT NOT NULL DEFAULT '';

-- CreateIndex
CREATE UNIQUE INDEX "IssuedDocument_once" ON "IssuedDocument"("homeAgencyId", "dossierId", "form", "eventSeq", "resultCode");
