import { statfs } from 'node:fs/promises'
import { ToolError } from '#server/tools/console.ts'
import { withClient } from '#server/tools/postgres.ts'

// What has to hold before a database is filled; each refusal leaves it as it is.

/** Rows, indexes and what is written ahead of them, measured with twenty thousand dossiers. */
const BYTES_EACH = 40_000
/** The catalogue, the staff, and what a disk needs to breathe. */
const BYTES_BESIDE = 1_000_000_000

const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`

export async function refuseTooLarge(dossiers: number, folder: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  const [free, needed] = [bavail * bsize, BYTES_BESIDE + dossiers * BYTES_EACH]
  if (needed <= free) return
  const most = Math.max(0, Math.floor((free - BYTES_BESIDE) / BYTES_EACH))
  throw new ToolError(
    `${dossiers.toLocaleString('en')} dossiers take about ${gigabytes(needed)}; the disk of ${folder} has ${gigabytes(free)} left, enough for ${most.toLocaleString('en')}.`,
  )
}

/** The civil day of the installation's clock. */
export const todayOf = (ownerUrl: string): Promise<string> =>
  withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<{ day: string }>(
      `SELECT to_char(app_now() AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') AS day`,
    )
    return rows[0]?.day ?? ''
  })

const NEW_ONE = 'What to do: a new installation (another MOCUA_DATA_DIR), filled on the day on which it is first started.'

/**
 * A province is five years of dossiers at once. Where a daily chain root stands, or is due, for a day of those years, the chains that come in
 * would look as if they had been smuggled in behind it, and no root is ever taken away; so only an installation of this day is filled.
 */
export async function refuseUnfit(ownerUrl: string, today: string): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<{ isDemo: boolean; isFilled: boolean; root: string | null; isOlder: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM "Setting" WHERE key = 'demo' AND value = 'true'::jsonb) AS "isDemo",
         EXISTS (SELECT 1 FROM "Account" WHERE "techId" LIKE 'MAU-%') AS "isFilled",
         (SELECT to_char(max(day), 'YYYY-MM-DD') FROM "ChainRoot") AS root,
         EXISTS (SELECT 1 FROM "DossierEvent" WHERE at < $1::date::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh') AS "isOlder"`,
      [today],
    )
    const [found] = rows
    if (!found?.isDemo) throw new ToolError('This is not a demo database: made-up people among real ones would be a lie.')
    if (found.isFilled) throw new ToolError(`A made-up province is here already. ${NEW_ONE}`)
    if (found.root !== null)
      throw new ToolError(`The chains of this installation are anchored until ${found.root}, and that is not undone. ${NEW_ONE}`)
    if (found.isOlder)
      throw new ToolError(`There are dossiers of earlier days, whose chains are about to be anchored. ${NEW_ONE}`)
  })
}
