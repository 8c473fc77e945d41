import { describe, expect, it } from 'vitest'
import { actionsOf, done, faultsAt, REASON, running, to, view, workOf } from '#tests/builders/lives.ts'
import { as, staff } from '#tests/builders/people.ts'
import { ending, JUSTICE, on, procedure, step } from '#tests/builders/procedures.ts'

const twoSteps = () =>
  procedure({
    steps: [step('check', 'review', JUSTICE, [on('eligible', 'sign')]), ...ending],
  })

describe('transfer to another agency', () => {
  it('begins anew there, under the same code; the agency before it may read and no longer act', async () => {
    const { code, person } = await running(twoSteps())
    const [officerA, leaderA, officerB] = [await staff('officer'), await staff('leader'), await staff('officer', 'xa-b')]
    await done(officerA, code, 'eligible')
    expect((await as(leaderA).work.transferTargets({ code })).map(({ id }) => id)).toEqual(['xa-b'])
    await expect(as(officerA).work.transfer({ ...to(code), toAgencyId: 'xa-b', reason: REASON })).rejects.toMatchObject({
      message: 'NOT_PERMITTED',
    })
    await expect(as(leaderA).work.transfer({ ...to(code), toAgencyId: 'ca-a', reason: REASON })).rejects.toMatchObject({
      message: 'INPUT_INVALID',
    })
    await as(leaderA).work.transfer({ ...to(code), toAgencyId: 'xa-b', reason: REASON })

    expect((await as(officerB).work.list({ queue: 'unit' })).items.map((item) => item.code)).toContain(code)
    expect((await view(person, code)).agency.nameVi).toBe('Ủy ban nhân dân phường Cửa Cấm')
    expect((await view(officerB, code)).transfers).toMatchObject([
      {
        fromVi: 'Ủy ban nhân dân phường Hải Thịnh',
        toVi: 'Ủy ban nhân dân phường Cửa Cấm',
        byName: 'Vũ Hồng Quân',
        reason: REASON,
      },
    ])
    expect((await view(person, code)).timeline[0]).toMatchObject({
      type: 'TRANSFER',
      params: { agencyVi: 'Ủy ban nhân dân phường Cửa Cấm' },
    })
    expect(await actionsOf(officerA, code)).toEqual([])
    await expect(view(leaderA, code)).rejects.toMatchObject({ message: 'NOT_FOUND' })
    await expect(
      as(officerA).work.completeStep({ ...to(code), workId: await workOf(officerB, code), outcome: 'eligible' }),
    ).rejects.toMatchObject({
      message: 'NOT_PERMITTED',
    })
    await done(officerB, code, 'eligible')
    await done(await staff('leader', 'xa-b'), code, 'granted')
    await done(await staff('clerk', 'xa-b'), code, 'issued')
    expect(code).toMatch(/^H24\.12-/)
    expect((await view(await staff('desk'), code)).shellState).toBe('resultReady')
    expect(await faultsAt(code)).toEqual([])
  })

  it('goes back and forth, and each piece of work stays with the agency that had it', async () => {
    const { code } = await running(twoSteps())
    await as(await staff('leader')).work.transfer({ ...to(code), toAgencyId: 'xa-b', reason: REASON })
    await done(await staff('officer', 'xa-b'), code, 'eligible')
    await as(await staff('leader', 'xa-b')).work.transfer({ ...to(code), toAgencyId: 'xa-a', reason: REASON })
    await done(await staff('officer'), code, 'eligible')
    await expect(done(await staff('leader', 'xa-b'), code, 'granted')).rejects.toMatchObject({ message: 'NOT_FOUND' })
    await done(await staff('leader'), code, 'granted')
    expect(await faultsAt(code)).toEqual([])
  })

  it('is over with the signature', async () => {
    const { code } = await running(twoSteps())
    await done(await staff('officer'), code, 'eligible')
    const leader = await staff('leader')
    await done(leader, code, 'granted')
    await expect(as(leader).work.transfer({ ...to(code), toAgencyId: 'xa-b', reason: REASON })).rejects.toMatchObject({
      message: 'EVENT_NOT_ALLOWED',
    })
  })
})
