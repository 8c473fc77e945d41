-- What calendars are made of: days and office hours per place, who confirmed a year, what was published, reminders before limits.

-- CreateTable
CREATE TABLE "CalendarDay" (
    "id" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "date" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "nameVi" TEXT NOT NULL,
    "parts" JSONB,
    "countsAsDay" BOOLEAN,
    "basis" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "confirmedById" TEXT,
    "confirmedAt" TIMESTAMPTZ(3),
    "endedById" TEXT,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "CalendarDay_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CalendarWeek" (
    "id" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "week" JSONB NOT NULL,
    "weekCountsAsDay" TEXT[],
    "basis" TEXT NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "endedById" TEXT,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "CalendarWeek_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CalendarYear" (
    "scope" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "basis" TEXT NOT NULL,
    "confirmedById" TEXT NOT NULL,
    "confirmedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CalendarYear_pkey" PRIMARY KEY ("scope","year")
);

-- CreateTable
CREATE TABLE "CalendarPublication" (
    "calendarVersionId" TEXT NOT NULL,
    "noteVi" TEXT NOT NULL,
    "changes" JSONB NOT NULL,
    "publishedById" TEXT NOT NULL,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CalendarPublication_pkey" PRIMARY KEY ("calendarVersionId")
);

-- CreateTable
CREATE TABLE "Reminder" (
    "homeAgencyId" TEXT NOT NULL,
    "dossierId" TEXT NOT NULL,
    "timerId" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "forDueAt" TIMESTAMPTZ(3) NOT NULL,
    "remindAt" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL,
    "settledAt" TIMESTAMPTZ(3),

    CONSTRAINT "Reminder_pkey" PRIMARY KEY ("homeAgencyId","dossierId","timerId","minutes","forDueAt")
);

-- One row of a place stands on a date, and one week; the ones before it are kept with their end.
CREATE UNIQUE INDEX "CalendarDay_standing" ON "CalendarDay" ("scope", "date") WHERE "endedAt" IS NULL;
CREATE UNIQUE INDEX "CalendarWeek_standing" ON "CalendarWeek" ("scope") WHERE "endedAt" IS NULL;
-- Open dossiers in the order in which a changed calendar passes through them.
CREATE INDEX "Dossier_open_calendar" ON "Dossier" ("homeAgencyId", "id") INCLUDE ("calendarVersionId") WHERE "endedAt" IS NULL;
CREATE INDEX "Reminder_waiting" ON "Reminder" ("remindAt") WHERE "status" = 'WAITING';

-- The calendar that the next dossier of an agency gets: the narrowest place that has one.
CREATE FUNCTION calendar_of_agency(agency text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT c.id FROM "Agency" a
  JOIN "CalendarVersion" c ON c.key IN ('agency:' || a.id, 'province:' || a.province, a."calendarKey")
  WHERE a.id = agency
  ORDER BY CASE c.key WHEN 'agency:' || a.id THEN 0 WHEN 'province:' || a.province THEN 1 ELSE 2 END, c.version DESC LIMIT 1
$$;

GRANT SELECT ON "CalendarDay", "CalendarWeek", "CalendarYear", "CalendarPublication", "Reminder" TO mocua_app;
GRANT INSERT ON "CalendarDay", "CalendarWeek", "CalendarYear", "CalendarPublication", "CalendarVersion", "Reminder" TO mocua_app;
GRANT UPDATE ("status", "basis", "confirmedById", "confirmedAt", "endedById", "endedAt") ON "CalendarDay" TO mocua_app;
GRANT UPDATE ("endedById", "endedAt") ON "CalendarWeek" TO mocua_app;
GRANT UPDATE ("status", "settledAt") ON "Reminder" TO mocua_app;
GRANT DELETE ON "Reminder" TO mocua_app;
GRANT EXECUTE ON FUNCTION calendar_of_agency(text) TO mocua_app;
