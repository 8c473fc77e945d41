import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { env } from '#server/env.ts'
import { publishChainRoot } from '#server/modules/history/chain-root.ts'
import { pinnedNode, projectRoot } from '#server/tools/project.ts'
import { processingBusiness } from '#tests/builders/dossiers.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { citizen } from '#tests/builders/people.ts'
import { refuseTooLarge, refuseUnfit, todayOf } from '#tests/province/may-fill.ts'
import { MOST, wantedOf } from '#tests/province/options.ts'

// What `npm run generate` does not do, and how it says so.

const ownerUrl = env.DATABASE_OWNER_URL ?? ''
const counts = async () => {
  const [row] = await asOwner<Record<string, number>>(
    `SELECT (SELECT count(*)::int FROM "Dossier") AS dossiers, (SELECT count(*)::int FROM "Account") AS people,
       (SELECT count(*)::int FROM "Agency") AS agencies, (SELECT count(*)::int FROM "Procedure") AS procedures,
       (SELECT count(*)::int FROM "ChainRoot") AS roots`,
  )
  return row
}

describe('generate', () => {
  it.each([
    [['--dossiers', '0'], /--dossiers takes a whole number from 1/],
    [['--dossiers', '-5'], /--dossiers/],
    [['--dossiers=-5'], /--dossiers takes a whole number/],
    [['--dossiers', 'many'], /--dossiers takes a whole number/],
    [['--dossiers', '1e3'], /--dossiers takes a whole number/],
    [['--dossiers', ''], /--dossiers takes a whole number/],
    [['--dossiers', String(MOST + 1)], /--dossiers takes a whole number/],
    [['--dossiers', '10', '--seed', '1.5'], /--seed takes a whole number/],
    [['--seed', '99999999999999999'], /--seed takes a whole number/],
    [['--until', '2026-02-30'], /--until takes a day that exists/],
    [['--dossier', '10'], /--dossier/],
    [['10000'], /10000/],
  ])('refuses %j in words', (words, message) => {
    expect(() => wantedOf(words)).toThrow(message)
    expect(() => wantedOf(words)).toThrow(/Usage: npm run generate -- \[--dossiers/)
  })

  it('takes what is meant', () => {
    expect(wantedOf([])).toEqual({ dossiers: 10_000, seed: 1, until: null })
    expect(wantedOf(['--dossiers', '20', '--seed', '0', '--until', '2026-11-20'])).toEqual({
      ...{ dossiers: 20, seed: 0, until: '2026-11-20' },
    })
  })

  it('says how many dossiers the disk still holds', async () => {
    await expect(refuseTooLarge(MOST * 1_000, env.MOCUA_DATA_DIR)).rejects.toThrow(/take about [\d.]+ GB.*enough for \d/)
    await refuseTooLarge(1, env.MOCUA_DATA_DIR)
  })

  it('is a command that changes nothing and ends with 1 when it refuses', async () => {
    const before = await counts()
    const run = (...words: string[]) =>
      spawnSync(
        pinnedNode,
        [join(projectRoot, 'server/tools/run.mjs'), join(projectRoot, 'tests/province/generate.ts'), ...words],
        {
          cwd: projectRoot,
          encoding: 'utf8',
        },
      )
    const wrong = run('--dossiers', 'x')
    expect(wrong).toMatchObject({ status: 1, stdout: '' })
    expect(wrong.stderr.trim().split('\n')).toHaveLength(2)
    await asOwner(`UPDATE "Setting" SET value = 'false' WHERE key = 'demo'`)
    try {
      const real = run('--dossiers', '5')
      expect(real).toMatchObject({ status: 1, stdout: '' })
      expect(real.stderr.trim()).toBe('This is not a demo database: made-up people among real ones would be a lie.')
    } finally {
      await asOwner(`UPDATE "Setting" SET value = 'true' WHERE key = 'demo'`)
    }
    expect(await counts()).toEqual(before)
  })

  it('fills an installation of this day, and none whose chains are anchored, about to be, or of a province', async () => {
    const today = await todayOf(ownerUrl)
    await processingBusiness(await citizen())
    await refuseUnfit(ownerUrl, today)
    const tomorrow = new Date(Date.parse(today) + 86_400_000).toISOString().slice(0, 10)
    await expect(refuseUnfit(ownerUrl, tomorrow)).rejects.toThrow(/dossiers of earlier days.*What to do: a new installation/)
    await publishChainRoot('2026-01-05')
    await expect(refuseUnfit(ownerUrl, today)).rejects.toThrow(/anchored until 2026-01-05, and that is not undone/)
    expect(await asOwner('SELECT day FROM "ChainRoot"')).toHaveLength(1)
    await asOwner(
      `UPDATE "Account" SET "techId" = 'MAU-3-1' WHERE id = (SELECT id FROM "Account" WHERE kind = 'CITIZEN' LIMIT 1)`,
    )
    await expect(refuseUnfit(ownerUrl, today)).rejects.toThrow(/A made-up province is here already/)
  })
})
