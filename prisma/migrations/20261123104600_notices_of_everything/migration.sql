-- AlterTable
ALTER TABLE "Notification" ADD COLUMN     "aboutId" TEXT,
ADD COLUMN     "aboutKind" TEXT;

-- AlterTable
ALTER TABLE "Petition" ADD COLUMN     "answerWay" TEXT,
ADD COLUMN     "enteredById" TEXT,
ADD COLUMN     "lookupSecret" TEXT,
ADD COLUMN     "personEmail" TEXT,
ADD COLUMN     "personName" TEXT,
ADD COLUMN     "personPhone" TEXT,
ALTER COLUMN "accountId" DROP NOT NULL;

-- AlterTable
ALTER TABLE "Invitation" ALTER COLUMN "toPersonalId" DROP NOT NULL;

-- CreateTable
CREATE TABLE "ZaloKey" (
    "app" TEXT NOT NULL,
    "seedSha256" TEXT NOT NULL,
    "accessToken" TEXT,
    "accessUntil" TIMESTAMPTZ(3),
    "refreshToken" TEXT NOT NULL,
    "generation" INTEGER NOT NULL DEFAULT 0,
    "leaseUntil" TIMESTAMPTZ(3),
    "leaseToken" BIGINT NOT NULL DEFAULT 0,
    "fault" TEXT,
    "faultSince" TIMESTAMPTZ(3),
    "retryAt" TIMESTAMPTZ(3),
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ZaloKey_pkey" PRIMARY KEY ("app")
);

-- CreateIndex
CREATE UNIQUE INDEX "Notification_about_once" ON "Notification"("homeAgencyId", "aboutId", "eventSeq", "template", "channel", "recipient");

-- What Prisma cannot say.
ALTER TABLE "Notification" DROP CONSTRAINT "Notification_subject";
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_subject"
  CHECK (num_nonnulls("dossierId", "petitionId", "aboutId") = 1 AND ("aboutId" IS NULL) = ("aboutKind" IS NULL));
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_about" CHECK ("aboutKind" IN ('DRAFT', 'INVITATION'));

-- Of a citizen with an account, or of a person whom the desk wrote down: never of both.
ALTER TABLE "Petition" ADD CONSTRAINT "Petition_person" CHECK (CASE WHEN "accountId" IS NULL
  THEN num_nonnulls("personName", "answerWay", "lookupSecret", "enteredById") = 4
  ELSE num_nonnulls("personName", "personPhone", "personEmail", "answerWay", "lookupSecret", "enteredById") = 0 END);
ALTER TABLE "Petition" ADD CONSTRAINT "Petition_way" CHECK (CASE "answerWay" WHEN 'EMAIL' THEN "personEmail" IS NOT NULL
  WHEN 'SMS' THEN "personPhone" IS NOT NULL WHEN 'CALL' THEN "personPhone" IS NOT NULL ELSE "answerWay" IS NULL END);
CREATE OR REPLACE FUNCTION keep_petition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF ROW(OLD.id, OLD.code, OLD."accountId", OLD.kind, OLD.category, OLD."originAgencyId", OLD."dossierId", OLD.title, OLD.words, OLD."receivedAt",
      OLD."personName", OLD."personPhone", OLD."personEmail", OLD."answerWay", OLD."lookupSecret", OLD."enteredById")
    IS DISTINCT FROM ROW(NEW.id, NEW.code, NEW."accountId", NEW.kind, NEW.category, NEW."originAgencyId", NEW."dossierId", NEW.title, NEW.words, NEW."receivedAt",
      NEW."personName", NEW."personPhone", NEW."personEmail", NEW."answerWay", NEW."lookupSecret", NEW."enteredById")
    OR OLD."endedAt" IS NOT NULL OR NEW.revision <> OLD.revision + 1 THEN
    RAISE EXCEPTION 'a petition is kept as it was sent' USING ERRCODE = 'MC002';
  END IF;
  RETURN NEW;
END $$;

-- Whose number it was is forgotten after a while, once nobody acts on the invitation any more.
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_number"
  CHECK ("toPersonalId" IS NOT NULL OR status IN ('DECLINED', 'ENDED') OR (status = 'ACCEPTED' AND kind = 'HAND_OVER'));
CREATE OR REPLACE FUNCTION refuse_invitation_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  fixed text[] := ARRAY['homeAgencyId', 'id', 'kind', 'subjectId', 'fromId', 'createdAt'];
  name text;
BEGIN
  FOREACH name IN ARRAY fixed LOOP
    IF to_jsonb(OLD) -> name IS DISTINCT FROM to_jsonb(NEW) -> name THEN
      RAISE EXCEPTION 'column % of Invitation never changes', name USING ERRCODE = 'MC002';
    END IF;
  END LOOP;
  IF NEW."toPersonalId" IS NOT NULL AND NEW."toPersonalId" IS DISTINCT FROM OLD."toPersonalId" THEN
    RAISE EXCEPTION 'the number of an Invitation never changes' USING ERRCODE = 'MC002';
  END IF;
  IF OLD.status <> NEW.status AND NOT ((OLD.status = 'OPEN') OR (OLD.status = 'ACCEPTED' AND NEW.status = 'ENDED')) THEN
    RAISE EXCEPTION 'an invitation that was % is not %', OLD.status, NEW.status USING ERRCODE = 'MC002';
  END IF;
  RETURN NEW;
END $$;
GRANT UPDATE ("toPersonalId") ON "Invitation" TO mocua_app;
CREATE INDEX "Invitation_numbers" ON "Invitation" ("expiresAt") WHERE "toPersonalId" IS NOT NULL;

GRANT SELECT, INSERT, UPDATE ON "ZaloKey" TO mocua_app;
