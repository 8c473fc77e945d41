import { describe, expect, it } from 'vitest'
import { setClockOffset } from '#server/clock.repository.ts'
import { purgeExpired } from '#server/jobs/chores.ts'
import type { CitizenActor } from '#server/modules/account/actor.ts'
import { filedBusiness } from '#tests/builders/dossiers.ts'
import { begin } from '#tests/builders/drafts.ts'
import { faultsAt } from '#tests/builders/lives.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, citizen } from '#tests/builders/people.ts'

const DAY = 86_400_000
const numberOf = async (id: string) =>
  (await asOwner<{ toPersonalId: string | null }>(`SELECT "toPersonalId" FROM "Invitation" WHERE id = $1`, [id]))[0]?.toPersonalId
const ask = async (
  owner: CitizenActor,
  about: { code: string } | { draftId: string },
  kind: 'HELP' | 'HAND_OVER',
  asked: CitizenActor,
) => (await as(owner).invitation.invite({ about, kind, personalId: asked.personalId ?? '' })).id

describe('the number of who was asked', () => {
  it('is erased some days after nobody acts on it any more, and history stays whole', async () => {
    const owner = await citizen()
    const [helper, decliner, silent, heir] = await Promise.all([citizen(), citizen(), citizen(), citizen()])
    const { code } = await filedBusiness(owner)
    const helping = await ask(owner, { code }, 'HELP', helper)
    const declined = await ask(owner, { code }, 'HELP', decliner)
    const unanswered = await ask(owner, { code }, 'HELP', silent)
    const offered = await ask(owner, { code }, 'HAND_OVER', heir)
    const open = await ask(owner, { draftId: await begin(owner) }, 'HELP', silent)
    await as(helper).invitation.answer({ id: helping, accept: true })
    await as(decliner).invitation.answer({ id: declined, accept: false })
    await as(heir).invitation.answer({ id: offered, accept: true })
    await purgeExpired()
    for (const id of [helping, declined, unanswered, offered, open]) expect(await numberOf(id)).toMatch(/^\d{12}$/)
    try {
      await setClockOffset(33 * DAY)
      const other = await ask(heir, { code }, 'HELP', silent)
      await purgeExpired()
      expect(await numberOf(declined)).toBeNull()
      expect(await numberOf(offered)).toBeNull()
      // ended when the filing changed hands, which is when its help ended too
      expect(await numberOf(helping)).toBeNull()
      expect(await numberOf(other)).toBe(silent.personalId)
      await setClockOffset(39 * DAY)
      await purgeExpired()
      expect(await numberOf(unanswered)).toBeNull()
      expect(await numberOf(open)).toBeNull()
      expect(await faultsAt(code)).toEqual([])
      // whoever answered is known by account, nobody by having no number
      await expect(as({ ...(await citizen()), personalId: null }).invitation.end({ id: declined })).rejects.toMatchObject({
        message: 'NOT_FOUND',
      })
      expect((await as(heir).invitation.of({ about: { code } })).find(({ id }) => id === declined)).toMatchObject({
        toMasked: '',
      })
    } finally {
      await setClockOffset(0)
    }
  })
})
