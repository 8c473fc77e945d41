-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "source" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "AppClock" (
    "id" INTEGER NOT NULL,
    "offsetMs" BIGINT NOT NULL,

    CONSTRAINT "AppClock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AdminUnit" (
    "code" TEXT NOT NULL,
    "nameVi" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "parent" TEXT,
    "search" TEXT NOT NULL,

    CONSTRAINT "AdminUnit_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "Agency" (
    "id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "nationalCode" TEXT NOT NULL,
    "nameVi" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "adminUnitCode" TEXT NOT NULL,
    "province" TEXT NOT NULL,
    "parentId" TEXT,
    "addressVi" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "openingVi" TEXT NOT NULL,
    "calendarKey" TEXT NOT NULL,
    "validFrom" DATE NOT NULL,
    "validTo" DATE,
    "successorId" TEXT,

    CONSTRAINT "Agency_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Unit" (
    "id" TEXT NOT NULL,
    "agencyId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "nameVi" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "validFrom" DATE NOT NULL,
    "validTo" DATE,

    CONSTRAINT "Unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Role" (
    "id" TEXT NOT NULL,
    "nameVi" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "side" TEXT NOT NULL,

    CONSTRAINT "Role_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "email" TEXT,
    "passwordHash" TEXT,
    "fullName" TEXT NOT NULL,
    "personalId" TEXT,
    "organisationId" TEXT,
    "techId" TEXT,
    "phone" TEXT,
    "birthOn" DATE,
    "sex" TEXT,
    "address" TEXT,
    "contactEmail" TEXT,
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RoleGrant" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "roleId" TEXT NOT NULL,
    "agencyId" TEXT,
    "unitId" TEXT,
    "validFrom" DATE NOT NULL,
    "validTo" DATE,

    CONSTRAINT "RoleGrant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),
    "userAgent" TEXT,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Procedure" (
    "code" TEXT NOT NULL,
    "nameVi" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "fieldVi" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "lifeEvents" TEXT[],
    "synonyms" TEXT[],
    "search" TEXT NOT NULL,
    "popularity" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Procedure_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "ProcedureVersion" (
    "id" TEXT NOT NULL,
    "procedureCode" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "definition" JSONB NOT NULL,
    "sha256" TEXT NOT NULL,
    "effectiveFrom" DATE NOT NULL,
    "effectiveTo" DATE,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ProcedureVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CalendarVersion" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "definition" JSONB NOT NULL,
    "sha256" TEXT NOT NULL,
    "basis" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CalendarVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Draft" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "agencyId" TEXT NOT NULL,
    "procedureVersionId" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "answers" JSONB NOT NULL,
    "applicant" JSONB,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "submittedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DraftPaper" (
    "id" TEXT NOT NULL,
    "draftId" TEXT NOT NULL,
    "paperCode" TEXT NOT NULL,
    "fileId" TEXT NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DraftPaper_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StoredFile" (
    "id" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "contentType" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "uploadedBy" TEXT NOT NULL,
    "scanState" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "draftId" TEXT,
    "homeAgencyId" TEXT,
    "dossierId" TEXT,
    "supplementId" TEXT,
    "paperCode" TEXT,

    CONSTRAINT "StoredFile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DossierCodeCounter" (
    "agencyId" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "n" INTEGER NOT NULL,

    CONSTRAINT "DossierCodeCounter_pkey" PRIMARY KEY ("agencyId","day")
);

-- CreateTable
CREATE TABLE "DossierLocator" (
    "id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "homeAgencyId" TEXT NOT NULL,
    "foreignCode" TEXT,

    CONSTRAINT "DossierLocator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Dossier" (
    "homeAgencyId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "foreignCode" TEXT,
    "lookupSecret" TEXT NOT NULL,
    "openedMonth" DATE NOT NULL,
    "procedureCode" TEXT NOT NULL,
    "procedureVersionId" TEXT NOT NULL,
    "shellVersion" INTEGER NOT NULL,
    "calendarVersionId" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "receivingPointId" TEXT NOT NULL,
    "supportPointId" TEXT,
    "competentAgencyId" TEXT NOT NULL,
    "caseCode" TEXT,
    "state" JSONB NOT NULL,
    "stateHash" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "lastSeq" INTEGER NOT NULL,
    "lastHash" TEXT NOT NULL,
    "shellState" TEXT NOT NULL,
    "nationalCode" INTEGER NOT NULL,
    "currentSteps" TEXT[],
    "decision" TEXT,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "receivedAt" TIMESTAMPTZ(3),
    "intakeDueAt" TIMESTAMPTZ(3),
    "legalDueAt" TIMESTAMPTZ(3),
    "promisedDueAt" TIMESTAMPTZ(3),
    "legalRemainingMinutes" INTEGER,
    "endedAt" TIMESTAMPTZ(3),
    "resultWay" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Dossier_pkey" PRIMARY KEY ("homeAgencyId","id")
);

-- CreateTable
CREATE TABLE "DossierParty" (
    "homeAgencyId" TEXT NOT NULL,
    "dossierId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "accountId" TEXT,
    "fullName" TEXT NOT NULL,
    "personalId" TEXT,
    "phone" TEXT,
    "email" TEXT,
    "address" TEXT,
    "techId" TEXT,
    "partyKind" TEXT NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DossierParty_pkey" PRIMARY KEY ("homeAgencyId","dossierId","kind")
);

-- CreateTable
CREATE TABLE "DossierEvent" (
    "homeAgencyId" TEXT NOT NULL,
    "openedMonth" DATE NOT NULL,
    "dossierId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "stream" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "facts" JSONB NOT NULL,
    "sealedHash" TEXT,
    "actorId" TEXT NOT NULL,
    "onBehalfOfId" TEXT,
    "channel" TEXT NOT NULL,
    "requestId" TEXT NOT NULL,
    "procedureVersionId" TEXT NOT NULL,
    "shellVersion" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "stateHash" TEXT NOT NULL,
    "prevHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "DossierEvent_pkey" PRIMARY KEY ("homeAgencyId","openedMonth","dossierId","seq")
) PARTITION BY RANGE ("openedMonth");

-- CreateTable
CREATE TABLE "EventSealed" (
    "homeAgencyId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "salt" BYTEA NOT NULL,
    "body" JSONB,

    CONSTRAINT "EventSealed_pkey" PRIMARY KEY ("homeAgencyId","key")
);

-- CreateTable
CREATE TABLE "FormData" (
    "homeAgencyId" TEXT NOT NULL,
    "dossierId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "json" JSONB,
    "sha256" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "FormData_pkey" PRIMARY KEY ("homeAgencyId","dossierId","id")
);

-- CreateTable
CREATE TABLE "Command" (
    "homeAgencyId" TEXT NOT NULL,
    "dossierId" TEXT NOT NULL,
    "requestId" TEXT NOT NULL,
    "bodyHash" TEXT NOT NULL,
    "response" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Command_pkey" PRIMARY KEY ("homeAgencyId","dossierId","requestId")
);

-- CreateTable
CREATE TABLE "WorkItem" (
    "homeAgencyId" TEXT NOT NULL,
    "dossierId" TEXT NOT NULL,
    "workId" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "stepKind" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "unitKind" TEXT NOT NULL,
    "agencyId" TEXT NOT NULL,
    "assigneeId" TEXT,
    "excludedAccountId" TEXT,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "firstOpenedAt" TIMESTAMPTZ(3),
    "dueAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "closedById" TEXT,
    "outcome" TEXT,

    CONSTRAINT "WorkItem_pkey" PRIMARY KEY ("homeAgencyId","dossierId","workId")
);

-- CreateTable
CREATE TABLE "ClockSegment" (
    "homeAgencyId" TEXT NOT NULL,
    "dossierId" TEXT NOT NULL,
    "clock" TEXT NOT NULL,
    "n" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "startAt" TIMESTAMPTZ(3) NOT NULL,
    "endAt" TIMESTAMPTZ(3),
    "reason" TEXT,
    "basis" TEXT,

    CONSTRAINT "ClockSegment_pkey" PRIMARY KEY ("homeAgencyId","dossierId","clock","n")
);

-- CreateTable
CREATE TABLE "Timer" (
    "homeAgencyId" TEXT NOT NULL,
    "dossierId" TEXT NOT NULL,
    "timerId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "workId" TEXT,
    "dueAt" TIMESTAMPTZ(3),
    "status" TEXT NOT NULL,

    CONSTRAINT "Timer_pkey" PRIMARY KEY ("homeAgencyId","dossierId","timerId")
);

-- CreateTable
CREATE TABLE "SupplementRequest" (
    "homeAgencyId" TEXT NOT NULL,
    "dossierId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "items" JSONB NOT NULL,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL,
    "dueAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "status" TEXT NOT NULL,

    CONSTRAINT "SupplementRequest_pkey" PRIMARY KEY ("homeAgencyId","dossierId","id")
);

-- CreateTable
CREATE TABLE "DossierPaper" (
    "homeAgencyId" TEXT NOT NULL,
    "dossierId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "paperCode" TEXT NOT NULL,
    "nameVi" TEXT NOT NULL,
    "fileId" TEXT,
    "originals" INTEGER NOT NULL DEFAULT 0,
    "certified" INTEGER NOT NULL DEFAULT 0,
    "copies" INTEGER NOT NULL DEFAULT 0,
    "originalSeenAt" TIMESTAMPTZ(3),
    "originalSeenBy" TEXT,
    "supplementId" TEXT,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,
    "addedById" TEXT NOT NULL,

    CONSTRAINT "DossierPaper_pkey" PRIMARY KEY ("homeAgencyId","dossierId","id")
);

-- CreateTable
CREATE TABLE "FeeDue" (
    "homeAgencyId" TEXT NOT NULL,
    "dossierId" TEXT NOT NULL,
    "feeId" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "kindOfMoney" TEXT NOT NULL,
    "nameVi" TEXT NOT NULL,
    "amountVnd" INTEGER NOT NULL,
    "calculation" JSONB NOT NULL,
    "exemption" JSONB,
    "when" TEXT NOT NULL,
    "payOnline" BOOLEAN NOT NULL,
    "settledVnd" INTEGER NOT NULL,
    "settledAt" TIMESTAMPTZ(3),

    CONSTRAINT "FeeDue_pkey" PRIMARY KEY ("homeAgencyId","dossierId","feeId")
);

-- CreateTable
CREATE TABLE "Payment" (
    "homeAgencyId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "dossierId" TEXT NOT NULL,
    "feeIds" TEXT[],
    "reference" TEXT NOT NULL,
    "amountVnd" INTEGER NOT NULL,
    "method" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "payUrl" TEXT,
    "transactionId" TEXT,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3),
    "settledAt" TIMESTAMPTZ(3),
    "nextQueryAt" TIMESTAMPTZ(3),
    "queries" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Payment_pkey" PRIMARY KEY ("homeAgencyId","id")
);

-- CreateTable
CREATE TABLE "PaymentReceipt" (
    "homeAgencyId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "dossierId" TEXT NOT NULL,
    "paymentId" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "kindOfMoney" TEXT NOT NULL,
    "amountVnd" INTEGER NOT NULL,
    "issuedAt" TIMESTAMPTZ(3) NOT NULL,
    "issuedById" TEXT NOT NULL,

    CONSTRAINT "PaymentReceipt_pkey" PRIMARY KEY ("homeAgencyId","id")
);

-- CreateTable
CREATE TABLE "IssuedDocument" (
    "homeAgencyId" TEXT NOT NULL,
    "dossierId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "form" TEXT NOT NULL,
    "eventSeq" INTEGER NOT NULL,
    "number" TEXT NOT NULL,
    "fileId" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "verifyId" TEXT NOT NULL,
    "issuedAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "IssuedDocument_pkey" PRIMARY KEY ("homeAgencyId","dossierId","id")
);

-- CreateTable
CREATE TABLE "DocumentCounter" (
    "agencyId" TEXT NOT NULL,
    "register" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "n" INTEGER NOT NULL,

    CONSTRAINT "DocumentCounter_pkey" PRIMARY KEY ("agencyId","register","year")
);

-- CreateTable
CREATE TABLE "Delivery" (
    "homeAgencyId" TEXT NOT NULL,
    "dossierId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "way" TEXT NOT NULL,
    "receiverName" TEXT NOT NULL,
    "receiverPersonalId" TEXT,
    "relation" TEXT,
    "originalsReturned" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "byId" TEXT NOT NULL,

    CONSTRAINT "Delivery_pkey" PRIMARY KEY ("homeAgencyId","dossierId","id")
);

-- CreateTable
CREATE TABLE "OutboxMessage" (
    "homeAgencyId" TEXT NOT NULL,
    "openedMonth" DATE NOT NULL,
    "dossierId" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "lineSeq" INTEGER NOT NULL,
    "eventSeq" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "status" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMPTZ(3) NOT NULL,
    "leaseUntil" TIMESTAMPTZ(3),
    "leaseToken" BIGINT NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "deliveredAt" TIMESTAMPTZ(3),
    "lastError" TEXT,

    CONSTRAINT "OutboxMessage_pkey" PRIMARY KEY ("homeAgencyId","openedMonth","dossierId","target","lineSeq")
) PARTITION BY RANGE ("openedMonth");

-- CreateTable
CREATE TABLE "InboundMessage" (
    "id" TEXT NOT NULL,
    "system" TEXT NOT NULL,
    "foreignKey" TEXT NOT NULL,
    "bodyHash" TEXT NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "dossierCode" TEXT,

    CONSTRAINT "InboundMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "UsedNonce" (
    "system" TEXT NOT NULL,
    "nonce" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "UsedNonce_pkey" PRIMARY KEY ("system","nonce")
);

-- CreateTable
CREATE TABLE "Notification" (
    "homeAgencyId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "dossierId" TEXT NOT NULL,
    "eventSeq" INTEGER NOT NULL,
    "template" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "messageId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),

    CONSTRAINT "Notification_pkey" PRIMARY KEY ("homeAgencyId","id")
);

-- CreateTable
CREATE TABLE "ExchangeLog" (
    "id" TEXT NOT NULL,
    "system" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    "service" TEXT NOT NULL,
    "homeAgencyId" TEXT,
    "dossierId" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "durationMs" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "errorCode" TEXT,
    "message" TEXT,

    CONSTRAINT "ExchangeLog_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actorId" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "homeAgencyId" TEXT,
    "dossierId" TEXT,
    "purpose" TEXT NOT NULL,
    "details" JSONB NOT NULL,

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ChainRoot" (
    "day" DATE NOT NULL,
    "root" TEXT NOT NULL,
    "heads" INTEGER NOT NULL,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ChainRoot_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "RateLimit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "RateLimit_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "AdminUnit_parent_idx" ON "AdminUnit"("parent");

-- CreateIndex
CREATE UNIQUE INDEX "Agency_code_key" ON "Agency"("code");

-- CreateIndex
CREATE INDEX "Unit_agencyId_idx" ON "Unit"("agencyId");

-- CreateIndex
CREATE UNIQUE INDEX "Account_email_key" ON "Account"("email");

-- CreateIndex
CREATE UNIQUE INDEX "Account_personalId_key" ON "Account"("personalId");

-- CreateIndex
CREATE UNIQUE INDEX "Account_techId_key" ON "Account"("techId");

-- CreateIndex
CREATE INDEX "RoleGrant_accountId_idx" ON "RoleGrant"("accountId");

-- CreateIndex
CREATE INDEX "RoleGrant_agencyId_roleId_idx" ON "RoleGrant"("agencyId", "roleId");

-- CreateIndex
CREATE INDEX "Session_accountId_idx" ON "Session"("accountId");

-- CreateIndex
CREATE UNIQUE INDEX "ProcedureVersion_procedureCode_version_key" ON "ProcedureVersion"("procedureCode", "version");

-- CreateIndex
CREATE UNIQUE INDEX "CalendarVersion_key_version_key" ON "CalendarVersion"("key", "version");

-- CreateIndex
CREATE INDEX "Draft_accountId_updatedAt_idx" ON "Draft"("accountId", "updatedAt");

-- CreateIndex
CREATE INDEX "DraftPaper_draftId_idx" ON "DraftPaper"("draftId");

-- CreateIndex
CREATE INDEX "StoredFile_homeAgencyId_dossierId_idx" ON "StoredFile"("homeAgencyId", "dossierId");

-- CreateIndex
CREATE INDEX "StoredFile_supplementId_idx" ON "StoredFile"("supplementId");

-- CreateIndex
CREATE INDEX "StoredFile_draftId_idx" ON "StoredFile"("draftId");

-- CreateIndex
CREATE UNIQUE INDEX "DossierLocator_code_key" ON "DossierLocator"("code");

-- CreateIndex
CREATE UNIQUE INDEX "DossierLocator_foreignCode_key" ON "DossierLocator"("foreignCode");

-- CreateIndex
CREATE UNIQUE INDEX "Dossier_homeAgencyId_code_key" ON "Dossier"("homeAgencyId", "code");

-- CreateIndex
CREATE INDEX "DossierParty_accountId_openedAt_idx" ON "DossierParty"("accountId", "openedAt");

-- CreateIndex
CREATE INDEX "DossierParty_personalId_openedAt_idx" ON "DossierParty"("personalId", "openedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Payment_reference_key" ON "Payment"("reference");

-- CreateIndex
CREATE INDEX "Payment_homeAgencyId_dossierId_idx" ON "Payment"("homeAgencyId", "dossierId");

-- CreateIndex
CREATE INDEX "Payment_status_nextQueryAt_idx" ON "Payment"("status", "nextQueryAt");

-- CreateIndex
CREATE UNIQUE INDEX "PaymentReceipt_homeAgencyId_number_key" ON "PaymentReceipt"("homeAgencyId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "PaymentReceipt_homeAgencyId_paymentId_kindOfMoney_key" ON "PaymentReceipt"("homeAgencyId", "paymentId", "kindOfMoney");

-- CreateIndex
CREATE UNIQUE INDEX "IssuedDocument_verifyId_key" ON "IssuedDocument"("verifyId");

-- CreateIndex
CREATE UNIQUE INDEX "IssuedDocument_homeAgencyId_dossierId_form_eventSeq_key" ON "IssuedDocument"("homeAgencyId", "dossierId", "form", "eventSeq");

-- CreateIndex
CREATE UNIQUE INDEX "InboundMessage_system_foreignKey_key" ON "InboundMessage"("system", "foreignKey");

-- CreateIndex
CREATE UNIQUE INDEX "Notification_homeAgencyId_dossierId_eventSeq_template_chann_key" ON "Notification"("homeAgencyId", "dossierId", "eventSeq", "template", "channel", "recipient");

-- CreateIndex
CREATE INDEX "ExchangeLog_system_at_idx" ON "ExchangeLog"("system", "at");

-- CreateIndex
CREATE INDEX "ExchangeLog_dossierId_idx" ON "ExchangeLog"("dossierId");

-- CreateIndex
CREATE INDEX "AuditEntry_dossierId_at_idx" ON "AuditEntry"("dossierId", "at");

-- CreateIndex
CREATE INDEX "AuditEntry_actorId_at_idx" ON "AuditEntry"("actorId", "at");

-- AddForeignKey
ALTER TABLE "Unit" ADD CONSTRAINT "Unit_agencyId_fkey" FOREIGN KEY ("agencyId") REFERENCES "Agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoleGrant" ADD CONSTRAINT "RoleGrant_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProcedureVersion" ADD CONSTRAINT "ProcedureVersion_procedureCode_fkey" FOREIGN KEY ("procedureCode") REFERENCES "Procedure"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DraftPaper" ADD CONSTRAINT "DraftPaper_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "Draft"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- ---------------------------------------------------------------------------------------------------------------------------------
-- Partitions: one a month by the dossier's birth month, so that (dossier, seq) stays unique; the default one catches what has no month yet.
CREATE TABLE "DossierEvent_default" PARTITION OF "DossierEvent" DEFAULT;
CREATE TABLE "OutboxMessage_default" PARTITION OF "OutboxMessage" DEFAULT;
DO $$
DECLARE m date;
BEGIN
  FOR m IN SELECT generate_series('2026-01-01'::date, '2028-12-01'::date, interval '1 month')::date LOOP
    EXECUTE format('CREATE TABLE %I PARTITION OF "DossierEvent" FOR VALUES FROM (%L) TO (%L)', 'DossierEvent_' || to_char(m, 'YYYY_MM'), m, (m + interval '1 month')::date);
    EXECUTE format('CREATE TABLE %I PARTITION OF "OutboxMessage" FOR VALUES FROM (%L) TO (%L)', 'OutboxMessage_' || to_char(m, 'YYYY_MM'), m, (m + interval '1 month')::date);
  END LOOP;
END $$;

ALTER TABLE "RateLimit" SET UNLOGGED;

-- Searching Vietnamese without marks.
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX "Procedure_search_trgm" ON "Procedure" USING gin (search gin_trgm_ops);
CREATE INDEX "AdminUnit_search_trgm" ON "AdminUnit" USING gin (search gin_trgm_ops);

-- Work lists read open items only, so that they cost the same at ten thousand dossiers and at ten million.
CREATE INDEX "WorkItem_open" ON "WorkItem" ("agencyId", "role", "dueAt", "homeAgencyId", "dossierId") WHERE "closedAt" IS NULL;
CREATE INDEX "WorkItem_open_mine" ON "WorkItem" ("assigneeId", "dueAt") WHERE "closedAt" IS NULL AND "assigneeId" IS NOT NULL;
CREATE INDEX "Timer_running" ON "Timer" ("dueAt") WHERE status = 'RUNNING' AND "dueAt" IS NOT NULL;
CREATE INDEX "OutboxMessage_waiting" ON "OutboxMessage" ("nextAttemptAt") WHERE status = 'WAITING';
CREATE INDEX "OutboxMessage_undone" ON "OutboxMessage" ("dossierId", target, "lineSeq") WHERE status <> 'DELIVERED';
CREATE INDEX "Dossier_receiving_open" ON "Dossier" ("receivingPointId", "updatedAt") WHERE "endedAt" IS NULL;
CREATE INDEX "Dossier_competent_updated" ON "Dossier" ("competentAgencyId", "updatedAt", id);

-- ---------------------------------------------------------------------------------------------------------------------------------
-- The test clock: only a demo database takes an offset.
CREATE FUNCTION refuse_clock_outside_demo() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "Setting" WHERE key = 'demo' AND value = 'true'::jsonb) THEN
    RAISE EXCEPTION 'the test clock is refused: this is not a demo database' USING ERRCODE = 'MC001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "AppClock_demo_only" BEFORE INSERT OR UPDATE ON "AppClock" FOR EACH ROW EXECUTE FUNCTION refuse_clock_outside_demo();

CREATE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT date_trunc('milliseconds', clock_timestamp()) + coalesce((SELECT "offsetMs" FROM "AppClock" WHERE id = 1), 0) * interval '1 millisecond'
$$;

-- A published version never changes.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % never change', TG_TABLE_NAME USING ERRCODE = 'MC002';
END $$;
CREATE TRIGGER "ProcedureVersion_immutable" BEFORE UPDATE ON "ProcedureVersion" FOR EACH ROW
  WHEN (OLD.definition IS DISTINCT FROM NEW.definition OR OLD.sha256 IS DISTINCT FROM NEW.sha256 OR OLD.version IS DISTINCT FROM NEW.version)
  EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "CalendarVersion_immutable" BEFORE UPDATE ON "CalendarVersion" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "DossierEvent_append_only" BEFORE UPDATE OR DELETE ON "DossierEvent" FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Numbers that restart each day (dossier codes) or year (documents). A gap after a failed save is accepted: the code is opaque.
CREATE FUNCTION next_dossier_number(agency text, day text) RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO "DossierCodeCounter" ("agencyId", day, n) VALUES (agency, day, 1)
  ON CONFLICT ("agencyId", day) DO UPDATE SET n = "DossierCodeCounter".n + 1 RETURNING n
$$;
CREATE FUNCTION next_document_number(agency text, reg text, yr int) RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO "DocumentCounter" ("agencyId", register, year, n) VALUES (agency, reg, yr, 1)
  ON CONFLICT ("agencyId", register, year) DO UPDATE SET n = "DocumentCounter".n + 1 RETURNING n
$$;

-- ---------------------------------------------------------------------------------------------------------------------------------
-- The one door. State, history, sealed words, projections, outbox and the command's answer in one statement, guarded by the revision.
-- No row back: somebody was faster and nothing was written. It runs with its owner's rights; the application's role has no other way
-- to write these tables. Everything decided is in the argument: the function decides nothing.
CREATE FUNCTION save_change(c jsonb) RETURNS TABLE (code text, revision int) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  d "Dossier" := jsonb_populate_record(NULL::"Dossier", c -> 'dossier');
  expected int := (c ->> 'expectedRevision')::int;
BEGIN
  IF d."homeAgencyId" IS NULL OR d.id IS NULL OR expected IS NULL OR jsonb_array_length(c -> 'events') = 0 THEN
    RAISE EXCEPTION 'save_change: incomplete argument' USING ERRCODE = 'MC003';
  END IF;
  IF expected = 0 THEN
    INSERT INTO "DossierLocator" (id, code, "homeAgencyId", "foreignCode") VALUES (d.id, d.code, d."homeAgencyId", d."foreignCode");
    INSERT INTO "Dossier" SELECT d.*;
  ELSE
    UPDATE "Dossier" t SET
      state = d.state, "stateHash" = d."stateHash", revision = d.revision, "lastSeq" = d."lastSeq", "lastHash" = d."lastHash",
      "shellState" = d."shellState", "nationalCode" = d."nationalCode", "currentSteps" = d."currentSteps", decision = d.decision,
      "caseCode" = d."caseCode", "receivedAt" = d."receivedAt", "intakeDueAt" = d."intakeDueAt", "legalDueAt" = d."legalDueAt",
      "promisedDueAt" = d."promisedDueAt", "legalRemainingMinutes" = d."legalRemainingMinutes", "endedAt" = d."endedAt",
      "procedureVersionId" = d."procedureVersionId", "calendarVersionId" = d."calendarVersionId",
      "competentAgencyId" = d."competentAgencyId", "resultWay" = d."resultWay", "updatedAt" = d."updatedAt"
    WHERE t."homeAgencyId" = d."homeAgencyId" AND t.id = d.id AND t.revision = expected;
    IF NOT FOUND THEN RETURN; END IF;
  END IF;

  INSERT INTO "DossierEvent" SELECT * FROM jsonb_populate_recordset(NULL::"DossierEvent", c -> 'events');
  INSERT INTO "EventSealed" SELECT * FROM jsonb_populate_recordset(NULL::"EventSealed", coalesce(c -> 'sealed', '[]'));
  INSERT INTO "FormData" SELECT * FROM jsonb_populate_recordset(NULL::"FormData", coalesce(c -> 'formData', '[]'));
  INSERT INTO "DossierParty" SELECT * FROM jsonb_populate_recordset(NULL::"DossierParty", coalesce(c -> 'parties', '[]'));

  INSERT INTO "WorkItem" SELECT * FROM jsonb_populate_recordset(NULL::"WorkItem", coalesce(c -> 'work', '[]'))
    ON CONFLICT ("homeAgencyId", "dossierId", "workId") DO UPDATE SET
      "assigneeId" = EXCLUDED."assigneeId", "firstOpenedAt" = EXCLUDED."firstOpenedAt", "dueAt" = EXCLUDED."dueAt", "closedAt" = EXCLUDED."closedAt",
      "closedById" = EXCLUDED."closedById", outcome = EXCLUDED.outcome, "excludedAccountId" = EXCLUDED."excludedAccountId", "agencyId" = EXCLUDED."agencyId";
  INSERT INTO "ClockSegment" SELECT * FROM jsonb_populate_recordset(NULL::"ClockSegment", coalesce(c -> 'clocks', '[]'))
    ON CONFLICT ("homeAgencyId", "dossierId", clock, n) DO UPDATE SET
      kind = EXCLUDED.kind, "startAt" = EXCLUDED."startAt", "endAt" = EXCLUDED."endAt", reason = EXCLUDED.reason, basis = EXCLUDED.basis;
  INSERT INTO "Timer" SELECT * FROM jsonb_populate_recordset(NULL::"Timer", coalesce(c -> 'timers', '[]'))
    ON CONFLICT ("homeAgencyId", "dossierId", "timerId") DO UPDATE SET "dueAt" = EXCLUDED."dueAt", status = EXCLUDED.status;
  INSERT INTO "SupplementRequest" SELECT * FROM jsonb_populate_recordset(NULL::"SupplementRequest", coalesce(c -> 'supplements', '[]'))
    ON CONFLICT ("homeAgencyId", "dossierId", id) DO UPDATE SET "closedAt" = EXCLUDED."closedAt", status = EXCLUDED.status, "dueAt" = EXCLUDED."dueAt";
  INSERT INTO "FeeDue" SELECT * FROM jsonb_populate_recordset(NULL::"FeeDue", coalesce(c -> 'fees', '[]'))
    ON CONFLICT ("homeAgencyId", "dossierId", "feeId") DO UPDATE SET
      "amountVnd" = EXCLUDED."amountVnd", calculation = EXCLUDED.calculation, exemption = EXCLUDED.exemption, "settledVnd" = EXCLUDED."settledVnd",
      "settledAt" = EXCLUDED."settledAt", "when" = EXCLUDED."when";
  INSERT INTO "DossierPaper" SELECT * FROM jsonb_populate_recordset(NULL::"DossierPaper", coalesce(c -> 'papers', '[]'))
    ON CONFLICT ("homeAgencyId", "dossierId", id) DO UPDATE SET
      originals = EXCLUDED.originals, certified = EXCLUDED.certified, copies = EXCLUDED.copies,
      "originalSeenAt" = EXCLUDED."originalSeenAt", "originalSeenBy" = EXCLUDED."originalSeenBy";
  UPDATE "StoredFile" f SET "homeAgencyId" = d."homeAgencyId", "dossierId" = d.id
    FROM jsonb_array_elements_text(coalesce(c -> 'fileIds', '[]')) AS x(id) WHERE f.id = x.id AND f."dossierId" IS NULL;
  INSERT INTO "Payment" SELECT * FROM jsonb_populate_recordset(NULL::"Payment", coalesce(c -> 'payments', '[]'))
    ON CONFLICT ("homeAgencyId", id) DO UPDATE SET
      status = EXCLUDED.status, "transactionId" = EXCLUDED."transactionId", "settledAt" = EXCLUDED."settledAt", "nextQueryAt" = EXCLUDED."nextQueryAt";
  INSERT INTO "PaymentReceipt" SELECT * FROM jsonb_populate_recordset(NULL::"PaymentReceipt", coalesce(c -> 'receipts', '[]'));
  INSERT INTO "Delivery" SELECT * FROM jsonb_populate_recordset(NULL::"Delivery", coalesce(c -> 'deliveries', '[]'));
  UPDATE "Draft" SET "submittedAt" = d."updatedAt" WHERE id = d.id AND expected = 0;
  UPDATE "InboundMessage" SET "dossierCode" = d.code WHERE id = d.id AND expected = 0;

  -- The dossier row is locked by now, so the numbers of each line cannot be given twice.
  INSERT INTO "OutboxMessage" ("homeAgencyId", "openedMonth", "dossierId", target, "lineSeq", "eventSeq", type, payload, status, "nextAttemptAt", "createdAt")
  SELECT d."homeAgencyId", d."openedMonth", d.id, o.target,
    coalesce((SELECT max(p."lineSeq") FROM "OutboxMessage" p
              WHERE p."homeAgencyId" = d."homeAgencyId" AND p."openedMonth" = d."openedMonth" AND p."dossierId" = d.id AND p.target = o.target), 0)
      + row_number() OVER (PARTITION BY o.target ORDER BY o.ord),
    o."eventSeq", o.type, o.payload, 'WAITING', d."updatedAt", d."updatedAt"
  FROM (SELECT x.ord, y.* FROM jsonb_array_elements(coalesce(c -> 'outbox', '[]')) WITH ORDINALITY AS x(item, ord),
        LATERAL jsonb_to_record(x.item) AS y(target text, "eventSeq" int, type text, payload jsonb)) o;
  IF jsonb_array_length(coalesce(c -> 'outbox', '[]')) > 0 THEN PERFORM pg_notify('mocua_outbox', d.id); END IF;

  INSERT INTO "Command" SELECT * FROM jsonb_populate_record(NULL::"Command", c -> 'command');
  PERFORM pg_notify('mocua_dossier', d.code);
  RETURN QUERY SELECT d.code, d.revision;
END $$;

-- Takes the heads of up to n waiting lines: a line's earliest undelivered message, if it is due and nobody holds it.
-- The token fences a worker that wakes up after its lease ended: marking a message needs the token it was given.
CREATE FUNCTION claim_outbox(n int, lease interval, only_targets text[] DEFAULT NULL) RETURNS SETOF "OutboxMessage" LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE "OutboxMessage" m SET "leaseUntil" = app_now() + lease, "leaseToken" = m."leaseToken" + 1, attempts = m.attempts + 1
  FROM (
    SELECT h."homeAgencyId", h."openedMonth", h."dossierId", h.target, h."lineSeq" FROM "OutboxMessage" h
    WHERE h.status = 'WAITING' AND h."nextAttemptAt" <= app_now() AND (h."leaseUntil" IS NULL OR h."leaseUntil" <= app_now())
      AND (only_targets IS NULL OR h.target = ANY (only_targets))
      AND NOT EXISTS (SELECT 1 FROM "OutboxMessage" e WHERE e."homeAgencyId" = h."homeAgencyId" AND e."openedMonth" = h."openedMonth"
        AND e."dossierId" = h."dossierId" AND e.target = h.target AND e."lineSeq" < h."lineSeq" AND e.status <> 'DELIVERED')
    ORDER BY h."nextAttemptAt" LIMIT n FOR UPDATE SKIP LOCKED
  ) k
  WHERE m."homeAgencyId" = k."homeAgencyId" AND m."openedMonth" = k."openedMonth" AND m."dossierId" = k."dossierId" AND m.target = k.target AND m."lineSeq" = k."lineSeq"
  RETURNING m.*
$$;

-- Outcome of a delivery; false when the lease was lost to somebody else meanwhile.
CREATE FUNCTION settle_outbox(home text, month date, dossier text, tgt text, seq int, token bigint, outcome text, retry_at timestamptz, err text)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE "OutboxMessage" SET status = outcome, "leaseUntil" = NULL, "lastError" = err,
    "nextAttemptAt" = coalesce(retry_at, "nextAttemptAt"), "deliveredAt" = CASE WHEN outcome = 'DELIVERED' THEN app_now() END
  WHERE "homeAgencyId" = home AND "openedMonth" = month AND "dossierId" = dossier AND target = tgt AND "lineSeq" = seq AND "leaseToken" = token AND status = 'WAITING';
  IF NOT FOUND THEN RETURN false; END IF;
  IF outcome = 'DELIVERED' THEN PERFORM pg_notify('mocua_outbox', dossier); END IF;
  RETURN true;
END $$;

-- A person sends a parked message again.
CREATE FUNCTION replay_outbox(home text, dossier text, tgt text, seq int) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE "OutboxMessage" SET status = 'WAITING', "nextAttemptAt" = app_now(), attempts = 0 WHERE "homeAgencyId" = home AND "dossierId" = dossier AND target = tgt AND "lineSeq" = seq AND status = 'PARKED';
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM pg_notify('mocua_outbox', dossier);
  RETURN true;
END $$;

-- ---------------------------------------------------------------------------------------------------------------------------------
-- Rights. mocua_app reads everything and writes only what does not belong to a dossier's life; mocua_purge empties sealed words.
DO $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'mocua_app') OR NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'mocua_purge') THEN
    RAISE EXCEPTION 'create the database roles mocua_app and mocua_purge first (README, "A real PostgreSQL")';
  END IF;
END $$;
REVOKE ALL ON FUNCTION save_change(jsonb), claim_outbox(int, interval, text[]), settle_outbox(text, date, text, text, int, bigint, text, timestamptz, text),
  replay_outbox(text, text, text, int), next_dossier_number(text, text), next_document_number(text, text, int) FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO mocua_app, mocua_purge;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO mocua_app;
GRANT EXECUTE ON FUNCTION app_now(), save_change(jsonb), claim_outbox(int, interval, text[]), settle_outbox(text, date, text, text, int, bigint, text, timestamptz, text),
  replay_outbox(text, text, text, int), next_dossier_number(text, text), next_document_number(text, text, int) TO mocua_app;
GRANT INSERT, UPDATE, DELETE ON "Draft", "DraftPaper", "Session", "RateLimit", "UsedNonce", "AppClock" TO mocua_app;
GRANT INSERT, UPDATE ON "StoredFile", "Account", "Payment", "Notification", "IssuedDocument", "InboundMessage" TO mocua_app;
GRANT INSERT ON "ExchangeLog", "AuditEntry", "ChainRoot" TO mocua_app;
GRANT SELECT, UPDATE ON "EventSealed", "FormData" TO mocua_purge;
GRANT SELECT ON "DossierEvent", "Dossier", "DossierParty" TO mocua_purge;
GRANT UPDATE ON "DossierParty" TO mocua_purge;
