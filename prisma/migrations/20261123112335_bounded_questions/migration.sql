-- The newest results, for the figures of the first page, without reading every dossier there ever was.
CREATE INDEX "Dossier_returned" ON "Dossier" ("endedAt") WHERE "shellState" = 'returned';
-- What went out today, by partner.
CREATE INDEX "OutboxMessage_delivered" ON "OutboxMessage" ("deliveredAt", target) WHERE status = 'DELIVERED';
-- Parked messages, oldest first.
CREATE INDEX "OutboxMessage_parked" ON "OutboxMessage" ("createdAt") WHERE status = 'PARKED';
