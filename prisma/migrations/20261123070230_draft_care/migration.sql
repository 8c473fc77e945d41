-- Where one stopped, where answers came from, which version a draft was begun with, and the warning before its end.
ALTER TABLE "Draft" ADD COLUMN     "lastPart" TEXT,
ADD COLUMN     "renewedFromId" TEXT,
ADD COLUMN     "sources" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "warnedFor" TIMESTAMPTZ(3);

-- Whose time is nearly over is asked every hour; what became a dossier has no end.
CREATE INDEX "Draft_expiresAt_idx" ON "Draft"("expiresAt");
