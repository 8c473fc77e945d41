-- AlterTable
ALTER TABLE "Notification" ADD COLUMN     "accountId" TEXT,
ADD COLUMN     "agencyId" TEXT,
ADD COLUMN     "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "deliveredAt" TIMESTAMPTZ(3),
ADD COLUMN     "fallBackTo" TEXT[],
ADD COLUMN     "giveUpAt" TIMESTAMPTZ(3),
ADD COLUMN     "handledAt" TIMESTAMPTZ(3),
ADD COLUMN     "handledById" TEXT,
ADD COLUMN     "handledHow" TEXT,
ADD COLUMN     "handledNote" TEXT,
ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'PROGRESS',
ADD COLUMN     "leaseToken" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "leaseUntil" TIMESTAMPTZ(3),
ADD COLUMN     "nextAttemptAt" TIMESTAMPTZ(3),
ADD COLUMN     "petitionId" TEXT,
ADD COLUMN     "reason" TEXT,
ADD COLUMN     "seenAt" TIMESTAMPTZ(3),
ADD COLUMN     "undeliverableAt" TIMESTAMPTZ(3),
ALTER COLUMN "dossierId" DROP NOT NULL;

-- CreateTable
CREATE TABLE "NoticePreference" (
    "accountId" TEXT NOT NULL,
    "choices" JSONB NOT NULL,
    "quietFrom" TEXT,
    "quietTo" TEXT,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "NoticePreference_pkey" PRIMARY KEY ("accountId")
);

-- CreateTable
CREATE TABLE "PushSubscription" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "endpoint" TEXT NOT NULL,
    "p256dh" TEXT NOT NULL,
    "auth" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PushSubscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Rating" (
    "homeAgencyId" TEXT NOT NULL,
    "dossierId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "agencyId" TEXT NOT NULL,
    "receivingPointId" TEXT NOT NULL,
    "procedureCode" TEXT NOT NULL,
    "level" INTEGER NOT NULL,
    "reasons" TEXT[],
    "words" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Rating_pkey" PRIMARY KEY ("homeAgencyId","dossierId")
);

-- CreateTable
CREATE TABLE "Petition" (
    "id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "agencyId" TEXT NOT NULL,
    "originAgencyId" TEXT NOT NULL,
    "homeAgencyId" TEXT,
    "dossierId" TEXT,
    "dossierCode" TEXT,
    "title" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "calendarVersionId" TEXT NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "escalatedAt" TIMESTAMPTZ(3),
    "answer" TEXT,
    "publicWords" TEXT,
    "handlerId" TEXT,

    CONSTRAINT "Petition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PetitionEvent" (
    "petitionId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "requestId" TEXT NOT NULL,
    "actorId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "fromAgencyId" TEXT NOT NULL,
    "toAgencyId" TEXT NOT NULL,
    "words" TEXT,
    "state" TEXT NOT NULL,

    CONSTRAINT "PetitionEvent_pkey" PRIMARY KEY ("petitionId","seq")
);

-- CreateTable
CREATE TABLE "PetitionFile" (
    "petitionId" TEXT NOT NULL,
    "fileId" TEXT NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PetitionFile_pkey" PRIMARY KEY ("petitionId","fileId")
);

-- CreateTable
CREATE TABLE "Referral" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "agencyId" TEXT NOT NULL,
    "accountId" TEXT,
    "petitionId" TEXT,
    "dossierCode" TEXT,
    "toVi" TEXT NOT NULL,
    "byId" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Referral_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "PushSubscription_endpoint_key" ON "PushSubscription"("endpoint");

-- CreateIndex
CREATE INDEX "PushSubscription_accountId_idx" ON "PushSubscription"("accountId");

-- CreateIndex
CREATE INDEX "Rating_agencyId_createdAt_idx" ON "Rating"("agencyId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Petition_code_key" ON "Petition"("code");

-- CreateIndex
CREATE INDEX "Petition_accountId_receivedAt_id_idx" ON "Petition"("accountId", "receivedAt", "id");

-- CreateIndex
CREATE INDEX "Petition_agencyId_state_dueAt_id_idx" ON "Petition"("agencyId", "state", "dueAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "PetitionEvent_petitionId_requestId_key" ON "PetitionEvent"("petitionId", "requestId");

-- CreateIndex
CREATE INDEX "Referral_accountId_at_idx" ON "Referral"("accountId", "at");

-- CreateIndex
CREATE INDEX "Referral_agencyId_at_idx" ON "Referral"("agencyId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Notification_petition_once" ON "Notification"("homeAgencyId", "petitionId", "eventSeq", "template", "channel", "recipient");

-- What Prisma cannot say.
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_subject" CHECK (("dossierId" IS NULL) <> ("petitionId" IS NULL));
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_status"
  CHECK (status IN ('QUEUED', 'SENDING', 'SENT', 'DELIVERED', 'FAILED', 'NO_ADDRESS', 'REFUSED'));
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_handled" CHECK (("handledAt" IS NULL) = ("handledById" IS NULL));
-- The outbox of notices, the list of one person, and what nobody got.
CREATE INDEX "Notification_queued" ON "Notification" ("nextAttemptAt") WHERE status IN ('QUEUED', 'SENDING') AND "nextAttemptAt" IS NOT NULL;
CREATE INDEX "Notification_in_app" ON "Notification" ("accountId", "createdAt" DESC, id DESC) WHERE channel = 'IN_APP';
CREATE INDEX "Notification_unseen" ON "Notification" ("accountId") WHERE channel = 'IN_APP' AND "seenAt" IS NULL;
CREATE INDEX "Notification_undeliverable" ON "Notification" ("agencyId", "undeliverableAt" DESC, id DESC)
  WHERE "undeliverableAt" IS NOT NULL AND "handledAt" IS NULL;

ALTER TABLE "Rating" ADD CONSTRAINT "Rating_level" CHECK (level BETWEEN 1 AND 5);
ALTER TABLE "Petition" ADD CONSTRAINT "Petition_kind" CHECK (kind IN ('REPORT', 'PROPOSAL'));
ALTER TABLE "Petition" ADD CONSTRAINT "Petition_state" CHECK (state IN ('received', 'taken', 'answered', 'referred', 'withdrawn'));
ALTER TABLE "Petition" ADD CONSTRAINT "Petition_ended" CHECK (("endedAt" IS NULL) = (state IN ('received', 'taken')));
ALTER TABLE "Petition" ADD CONSTRAINT "Petition_answered" CHECK ((state = 'answered') = (answer IS NOT NULL));
ALTER TABLE "Referral" ADD CONSTRAINT "Referral_kind" CHECK (kind IN ('COMPLAINT', 'DENUNCIATION'));
-- Whoever denounces is protected (Law on denunciation, article 56): no account is kept with it, nor what it was about.
ALTER TABLE "Referral" ADD CONSTRAINT "Referral_nameless"
  CHECK (kind <> 'DENUNCIATION' OR ("accountId" IS NULL AND "dossierCode" IS NULL AND "petitionId" IS NULL));
CREATE INDEX "Petition_overdue" ON "Petition" ("dueAt") WHERE state IN ('received', 'taken') AND "escalatedAt" IS NULL;
CREATE INDEX "Petition_public" ON "Petition" ("endedAt" DESC, id DESC) WHERE "publicWords" IS NOT NULL;

CREATE FUNCTION refuse_voice_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % never change', TG_TABLE_NAME USING ERRCODE = 'MC002';
END $$;
CREATE TRIGGER "PetitionEvent_immutable" BEFORE UPDATE OR DELETE ON "PetitionEvent" FOR EACH ROW EXECUTE FUNCTION refuse_voice_change();
CREATE TRIGGER "Referral_immutable" BEFORE UPDATE OR DELETE ON "Referral" FOR EACH ROW EXECUTE FUNCTION refuse_voice_change();
-- What was asked, by whom and of whom stays as it was sent; it leaves an end never again.
CREATE FUNCTION keep_petition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF ROW(OLD.id, OLD.code, OLD."accountId", OLD.kind, OLD.category, OLD."originAgencyId", OLD."dossierId", OLD.title, OLD.words, OLD."receivedAt")
    IS DISTINCT FROM ROW(NEW.id, NEW.code, NEW."accountId", NEW.kind, NEW.category, NEW."originAgencyId", NEW."dossierId", NEW.title, NEW.words, NEW."receivedAt")
    OR OLD."endedAt" IS NOT NULL OR NEW.revision <> OLD.revision + 1 THEN
    RAISE EXCEPTION 'a petition is kept as it was sent' USING ERRCODE = 'MC002';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "Petition_kept" BEFORE UPDATE ON "Petition" FOR EACH ROW EXECUTE FUNCTION keep_petition();

GRANT SELECT ON "NoticePreference", "PushSubscription", "Rating", "Petition", "PetitionEvent", "PetitionFile", "Referral" TO mocua_app;
GRANT INSERT, UPDATE ON "NoticePreference", "Rating", "Petition" TO mocua_app;
GRANT INSERT, DELETE ON "PushSubscription" TO mocua_app;
GRANT INSERT ON "PetitionEvent", "PetitionFile", "Referral" TO mocua_app;
