import { asOwner } from './owner.ts'

/** What a clock in Việt Nam shows, `2026-12-07T09:00`, as an instant. */
export const vn = (local: string) => `${local}:00.000+07:00`

/** The database's clock shows this civil time of Việt Nam now, and goes on from there. */
export async function setClock(local: string): Promise<void> {
  await asOwner(
    `INSERT INTO "AppClock" (id, "offsetMs") VALUES (1, (extract(epoch FROM ($1::timestamptz - clock_timestamp())) * 1000)::bigint)
     ON CONFLICT (id) DO UPDATE SET "offsetMs" = EXCLUDED."offsetMs"`,
    [vn(local)],
  )
}

/** The clock on the wall again. */
export const resetClock = () => asOwner(`DELETE FROM "AppClock"`)
