-- Filing for others, helpers, handing over, and messages between the applicant and the agency.

-- AlterTable
ALTER TABLE "Draft" ADD COLUMN     "owner" JSONB;

-- CreateTable
CREATE TABLE "Invitation" (
    "homeAgencyId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "fromId" TEXT NOT NULL,
    "toPersonalId" TEXT NOT NULL,
    "toId" TEXT,
    "status" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "answeredAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "endedById" TEXT,
    "askedToldAt" TIMESTAMPTZ(3),
    "answerToldAt" TIMESTAMPTZ(3),

    CONSTRAINT "Invitation_pkey" PRIMARY KEY ("homeAgencyId","id")
);

-- CreateTable
CREATE TABLE "DossierMessage" (
    "homeAgencyId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "dossierId" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "authorId" TEXT NOT NULL,
    "onBehalfOfId" TEXT,
    "agencyId" TEXT,
    "body" TEXT,
    "requestId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "toldAt" TIMESTAMPTZ(3),

    CONSTRAINT "DossierMessage_pkey" PRIMARY KEY ("homeAgencyId","id")
);

-- CreateTable
CREATE TABLE "MessageRead" (
    "homeAgencyId" TEXT NOT NULL,
    "dossierId" TEXT NOT NULL,
    "readerId" TEXT NOT NULL,
    "readAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MessageRead_pkey" PRIMARY KEY ("homeAgencyId","dossierId","readerId")
);

-- CreateIndex
CREATE INDEX "Invitation_subjectId_idx" ON "Invitation"("subjectId");

-- CreateIndex
CREATE INDEX "Invitation_toPersonalId_createdAt_idx" ON "Invitation"("toPersonalId", "createdAt");

-- CreateIndex
CREATE INDEX "Invitation_toId_subjectId_idx" ON "Invitation"("toId", "subjectId");

-- CreateIndex
CREATE INDEX "DossierMessage_homeAgencyId_dossierId_createdAt_id_idx" ON "DossierMessage"("homeAgencyId", "dossierId", "createdAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "DossierMessage_homeAgencyId_dossierId_requestId_key" ON "DossierMessage"("homeAgencyId", "dossierId", "requestId");

-- What Prisma cannot say.
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_kind" CHECK (kind IN ('HELP', 'HAND_OVER'));
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_status" CHECK (status IN ('OPEN', 'ACCEPTED', 'DECLINED', 'ENDED'));
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_answered" CHECK ((status IN ('ACCEPTED', 'DECLINED')) <= ("answeredAt" IS NOT NULL AND "toId" IS NOT NULL));
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_ended" CHECK ((status = 'ENDED') = ("endedAt" IS NOT NULL) AND ("endedAt" IS NULL) = ("endedById" IS NULL));
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_to_another" CHECK ("toId" IS NULL OR "toId" <> "fromId");
-- Nobody is asked twice at once, and one person at a time is offered to go on with it.
CREATE UNIQUE INDEX "Invitation_once" ON "Invitation" ("subjectId", kind, "toPersonalId") WHERE status IN ('OPEN', 'ACCEPTED');
CREATE UNIQUE INDEX "Invitation_one_offer" ON "Invitation" ("subjectId") WHERE kind = 'HAND_OVER' AND status = 'OPEN';
-- Letters that are still to be written.
CREATE INDEX "Invitation_untold" ON "Invitation" ("createdAt") WHERE "askedToldAt" IS NULL OR ("answeredAt" IS NOT NULL AND "answerToldAt" IS NULL);
CREATE INDEX "DossierMessage_untold" ON "DossierMessage" ("createdAt") WHERE "toldAt" IS NULL;
ALTER TABLE "DossierMessage" ADD CONSTRAINT "DossierMessage_side" CHECK (side IN ('CITIZEN', 'AGENCY') AND (side = 'AGENCY') = ("agencyId" IS NOT NULL));
ALTER TABLE "DossierMessage" ADD CONSTRAINT "DossierMessage_length" CHECK (length(body) BETWEEN 1 AND 2000);

-- Who invited whom never changes, and what has ended stays so.
CREATE FUNCTION refuse_invitation_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  fixed text[] := ARRAY['homeAgencyId', 'id', 'kind', 'subjectId', 'fromId', 'toPersonalId', 'createdAt'];
  name text;
BEGIN
  FOREACH name IN ARRAY fixed LOOP
    IF to_jsonb(OLD) -> name IS DISTINCT FROM to_jsonb(NEW) -> name THEN
      RAISE EXCEPTION 'column % of Invitation never changes', name USING ERRCODE = 'MC002';
    END IF;
  END LOOP;
  IF OLD.status <> NEW.status AND NOT ((OLD.status = 'OPEN') OR (OLD.status = 'ACCEPTED' AND NEW.status = 'ENDED')) THEN
    RAISE EXCEPTION 'an invitation that was % is not %', OLD.status, NEW.status USING ERRCODE = 'MC002';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "Invitation_fixed" BEFORE UPDATE ON "Invitation" FOR EACH ROW EXECUTE FUNCTION refuse_invitation_change();

-- A message is not rewritten: only its letter is noted.
CREATE FUNCTION refuse_message_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(OLD) - 'toldAt' - 'body' = to_jsonb(NEW) - 'toldAt' - 'body' AND (NEW.body IS NULL OR NEW.body = OLD.body) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'rows of % never change', TG_TABLE_NAME USING ERRCODE = 'MC002';
END $$;
CREATE TRIGGER "DossierMessage_fixed" BEFORE UPDATE ON "DossierMessage" FOR EACH ROW EXECUTE FUNCTION refuse_message_change();

-- The one door may put another applicant in the place of the first; everything else in it is as it was.
DO $$
DECLARE
  before text := pg_get_functiondef('save_change(jsonb)'::regprocedure);
  after text := replace(before,
    'INSERT INTO "DossierParty" SELECT * FROM jsonb_populate_recordset(NULL::"DossierParty", coalesce(c -> ''parties'', ''[]''));',
    'INSERT INTO "DossierParty" SELECT * FROM jsonb_populate_recordset(NULL::"DossierParty", coalesce(c -> ''parties'', ''[]''))
    ON CONFLICT ("homeAgencyId", "dossierId", kind) DO UPDATE SET "accountId" = EXCLUDED."accountId", "fullName" = EXCLUDED."fullName",
      "personalId" = EXCLUDED."personalId", phone = EXCLUDED.phone, email = EXCLUDED.email, address = EXCLUDED.address,
      "techId" = EXCLUDED."techId", "partyKind" = EXCLUDED."partyKind";');
BEGIN
  IF after = before THEN RAISE EXCEPTION 'save_change does not write the parties as expected'; END IF;
  EXECUTE after;
END $$;

-- Whom the owner let help with this filing, and may until now.
CREATE FUNCTION helpers_of(subject text) RETURNS SETOF text LANGUAGE sql STABLE AS $$
  SELECT i."toId" FROM "Invitation" i WHERE i."subjectId" = subject AND i.kind = 'HELP' AND i.status = 'ACCEPTED' AND i."expiresAt" > app_now()
$$;

GRANT SELECT, INSERT ON "Invitation", "DossierMessage", "MessageRead" TO mocua_app;
GRANT UPDATE ("toId", "status", "expiresAt", "answeredAt", "endedAt", "endedById", "askedToldAt", "answerToldAt") ON "Invitation" TO mocua_app;
GRANT UPDATE ("toldAt") ON "DossierMessage" TO mocua_app;
GRANT UPDATE ("readAt") ON "MessageRead" TO mocua_app;
GRANT EXECUTE ON FUNCTION helpers_of(text) TO mocua_app;
GRANT SELECT, UPDATE ON "DossierMessage" TO mocua_purge;
