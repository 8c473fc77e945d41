-- The register of a receiving point: what was received there, day by day.
CREATE INDEX "Dossier_register" ON "Dossier" ("receivingPointId", "receivedAt", id) WHERE "receivedAt" IS NOT NULL;
