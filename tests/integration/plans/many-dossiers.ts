import { withClient } from '#server/tools/postgres.ts'
import { multiply } from '#tests/bench/multiply.ts'
import { superuser } from '../setup/clone.ts'

/** The few dossiers of a test many times over: three of four in other wards, nine of ten ended, as they are after some years. */
export async function manyDossiers(database: string, times: number): Promise<void> {
  await withClient(superuser(database), async (client) => {
    const { rows: kept } = await client.query<{ id: string }>('SELECT id FROM "Dossier"')
    const base = kept.map(({ id }) => id)
    await multiply(client, times)
    await client.query('SET session_replication_role = replica')
    const { rows: tables } = await client.query<{ name: string; id: string }>(
      `SELECT table_name AS name, CASE WHEN array_agg(column_name::text) @> '{dossierId}' THEN 'dossierId' ELSE 'id' END AS id
       FROM information_schema.columns JOIN pg_class k ON k.relname = table_name AND k.relnamespace = 'public'::regnamespace AND NOT k.relispartition
       WHERE table_schema = 'public' AND table_name <> 'DossierEvent' AND table_name <> 'OutboxMessage' GROUP BY table_name
       HAVING array_agg(column_name::text) @> '{homeAgencyId,dossierId}' OR table_name IN ('Dossier', 'DossierLocator')`,
    )
    const isElsewhere = (id: string) => `"${id}" <> ALL ($1) AND get_byte(decode(md5("${id}"), 'hex'), 0) % 4 <> 0`
    const ward = (id: string) => `'x' || get_byte(decode(md5("${id}"), 'hex'), 1) % 64`
    for (const { name, id } of tables) {
      const more: Record<string, string> = {
        Dossier: `, "receivingPointId" = ${ward(id)}, "competentAgencyId" = ${ward(id)}`,
        WorkItem: `, "agencyId" = ${ward(id)}`,
      }
      await client.query(`UPDATE "${name}" SET "homeAgencyId" = ${ward(id)}${more[name] ?? ''} WHERE ${isElsewhere(id)}`, [base])
    }
    const isEnded = (id: string) => `"${id}" <> ALL ($1) AND get_byte(decode(md5("${id}"), 'hex'), 2) % 10 <> 0`
    await client.query(`UPDATE "Dossier" SET "endedAt" = "updatedAt", "shellState" = 'returned' WHERE ${isEnded('id')}`, [base])
    await client.query(`UPDATE "WorkItem" SET "closedAt" = "openedAt" WHERE ${isEnded('dossierId')}`, [base])
    await client.query(`UPDATE "Timer" SET status = 'CANCELLED' WHERE ${isEnded('dossierId')}`, [base])
    await client.query(
      `UPDATE "OutboxMessage" SET status = 'DELIVERED', "deliveredAt" = now() - interval '1 year' WHERE "dossierId" <> ALL ($1)`,
      [base],
    )
    await client.query('VACUUM ANALYZE')
  })
}
