import { describe, expect, it } from 'vitest'
import { as, citizen, nobody, staff } from '#tests/builders/people.ts'

const version = { code: '1.001193', version: 1 }
const withPeople = (pools: readonly { key: string }[], count: number) => Object.fromEntries(pools.map(({ key }) => [key, count]))

describe('trying a version with so many dossiers and people', () => {
  it('tells the share in time, the bottleneck and every step, the same again for the same question', async () => {
    const api = as(await staff('admin')).procedure
    const { pools, steps } = await api.simulation(version)
    expect(pools[0]?.name.vi).toMatch(/\p{L}, \p{L}/u)
    const ask = () => api.simulate({ ...version, perDay: 20, people: withPeople(pools, 3) })
    const answer = await ask()
    expect(answer.dossiers).toBeGreaterThan(1_000)
    expect(answer.onTime?.mean).toBeGreaterThan(0)
    expect(answer.onTime?.low).toBeLessThanOrEqual(answer.onTime?.mean ?? 0)
    expect(answer.steps.map(({ step }) => step)).toEqual(steps.map(({ id }) => id))
    expect(await ask()).toEqual(answer)
  })
  it('shows that more people mean less waiting', async () => {
    const api = as(await staff('director')).procedure
    const { pools } = await api.simulation(version)
    const [few, many] = await Promise.all(
      [2, 10].map((count) => api.simulate({ ...version, perDay: 60, people: withPeople(pools, count) })),
    )
    expect(many?.leadTime.mean?.mean).toBeLessThan(few?.leadTime.mean?.mean ?? 0)
    expect(few?.bottleneck.pool).not.toBeNull()
  })
  it('stays quick with as many dossiers as may be asked for', async () => {
    const api = as(await staff('admin')).procedure
    const { pools } = await api.simulation(version)
    const begin = performance.now()
    const answer = await api.simulate({ ...version, perDay: 500, people: withPeople(pools, 200) })
    expect(answer.days).toBeLessThan(50)
    expect(performance.now() - begin).toBeLessThan(15_000)
  })
  it('names the field that cannot be taken', async () => {
    const api = as(await staff('admin')).procedure
    const asked = api.simulate({ ...version, perDay: 0, people: { 'officer/justice': 1.5 }, minutes: { nowhere: -1 } })
    await expect(asked).rejects.toMatchObject({
      message: 'INPUT_INVALID',
      cause: {
        details: {
          fieldErrors: {
            perDay: ['simulation.rate'],
            'people.officer/justice': ['simulation.people'],
            'minutes.nowhere': ['simulation.time'],
          },
        },
      },
    })
    const unknown = api.simulate({ ...version, perDay: 1, people: {}, minutes: { nowhere: 1 } })
    await expect(unknown).rejects.toMatchObject({ message: 'INPUT_INVALID' })
    await expect(api.simulation({ code: '1.001193', version: 999 })).rejects.toMatchObject({ message: 'PROCEDURE_UNKNOWN' })
  })
  it('is for those who plan with people', async () => {
    const asked = { ...version, perDay: 1, people: {} }
    await expect(as(await staff('officer-economy')).procedure.simulate(asked)).rejects.toMatchObject({ message: 'NOT_PERMITTED' })
    await expect(as(await citizen()).procedure.simulate(asked)).rejects.toMatchObject({ message: 'NOT_PERMITTED' })
    await expect(nobody().procedure.simulate(asked)).rejects.toMatchObject({ message: 'NOT_SIGNED_IN' })
  })
})
