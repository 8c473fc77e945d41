import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { as, citizen, nobody, staff } from '#tests/builders/people.ts'
import { CLERK, ending, LEADER, on, procedure, publish, step } from '#tests/builders/procedures.ts'
import { catalogue } from '#workflows/catalogue/index.ts'

const POLICE = { role: 'officer', unitKind: 'police' }
const LAND = { role: 'officer', unitKind: 'landRegistry' }
const DIVISION = { role: 'officer', unitKind: 'division' }

const kinds = {
  communePolice: POLICE,
  provincialPolice: POLICE,
  landRegistrationOffice: LAND,
  provincialDepartment: DIVISION,
  registerKeeper: { role: 'officer', unitKind: 'justice' },
  interAgency: { role: 'officer', unitKind: 'justice' },
} as const
const of = (competentAgencyKind: keyof typeof kinds, more: object = {}) =>
  publish(
    procedure({
      competentAgencyKind,
      steps: [step('check', 'review', kinds[competentAgencyKind], [on('eligible', 'sign')]), ...ending],
      ...more,
    }),
  )

const points = async (code: string) =>
  Object.fromEntries(
    (await nobody().procedure.get({ code })).agencies.map(({ id, competent }) => [id, competent.map((agency) => agency.id)]),
  )

/** Filed, received and handed over where it was handed in. */
async function handedIn(code: string, agencyId: string, competentAgencyId?: string) {
  const person = await citizen()
  const { id } = await as(person).draft.start({ procedureCode: code, agencyId, competentAgencyId, source: 'ONLINE' })
  await as(person).draft.save({ id, revision: 1, answers: { matter: 'Một việc' } })
  const saved = await as(person).dossier.submit({ draftId: id, requestId: randomUUID(), declared: true, resultWay: 'ONLINE' })
  const dossierCode = String(saved.code)
  const desk = await staff('desk', agencyId)
  await as(desk).desk.accept({ code: dossierCode, requestId: randomUUID(), papers: [] })
  await as(desk).desk.handOver({ code: dossierCode, requestId: randomUUID() })
  return dossierCode
}
const inbox = async (name: string, agency: string) =>
  (await as(await staff(name, agency)).work.list({ queue: 'unit' })).items.map(({ code }) => code)

describe('where a procedure is handed in, and who decides', () => {
  it('commune police: their own desks, and the wards’ centres for the police of the same ward first', async () => {
    const { code } = await of('communePolice')
    expect(await points(code)).toEqual({ 'ca-a': ['ca-a'], 'ca-b': ['ca-b'], 'xa-a': ['ca-a', 'ca-b'], 'xa-b': ['ca-b', 'ca-a'] })
  })

  it('provincial police and the land office: theirs, and every ward’s centre', async () => {
    const police = await of('provincialPolice', { level: 'province' })
    expect(await points(police.code)).toEqual({ 'ca-tp': ['ca-tp'], 'xa-a': ['ca-tp'], 'xa-b': ['ca-tp'] })
    const land = await of('landRegistrationOffice', { level: 'province' })
    expect(await points(land.code)).toEqual({ vpdk: ['vpdk'], 'xa-a': ['vpdk'], 'xa-b': ['vpdk'] })
  })

  it('a department: the one whose field it is', async () => {
    const { code } = await of('provincialDepartment', { level: 'province', fieldVi: 'Việc làm' })
    expect(await points(code)).toEqual({ 'so-nv': ['so-nv'], 'xa-a': ['so-nv'], 'xa-b': ['so-nv'] })
  })

  it('registers and chains of several agencies: the wards', async () => {
    for (const kind of ['registerKeeper', 'interAgency'] as const) {
      const { code } = await of(kind)
      expect(await points(code)).toEqual({ 'xa-a': ['xa-a', 'xa-b'], 'xa-b': ['xa-b', 'xa-a'] })
    }
  })

  it('nowhere, when a step would be nobody’s duty', async () => {
    const { code } = await of('communePolice', {
      steps: [step('check', 'review', DIVISION, [on('eligible', 'sign')]), ...ending],
    })
    expect(await points(code)).toEqual({})
  })
})

describe('the real procedures', () => {
  it.each(catalogue.map(({ code, nameVi }) => [code, nameVi]))(
    '%s %s is handed in somewhere, and each step is somebody’s',
    async (code) => {
      expect(Object.keys(await points(code)).length).toBeGreaterThan(0)
    },
  )
})

describe('a dossier of another agency', () => {
  it('is received by the ward’s desk and worked on by the police of that ward alone', async () => {
    const { code } = await of('communePolice')
    const dossier = await handedIn(code, 'xa-a')
    expect(dossier).toMatch(/^H24\.12-/)
    expect(await inbox('officer', 'ca-a')).toContain(dossier)
    for (const [name, agency] of [
      ['officer', 'ca-b'],
      ['officer', 'xa-a'],
      ['leader', 'xa-a'],
      ['officer', 'ca-tp'],
    ] as const) {
      expect(await inbox(name, agency)).not.toContain(dossier)
      await expect(as(await staff(name, agency)).dossier.get({ code: dossier }), `${name}@${agency}`).rejects.toMatchObject({
        message: 'NOT_FOUND',
      })
    }
    const seen = await as(await staff('officer', 'ca-a')).dossier.get({ code: dossier })
    expect(seen.agency.nameVi).toBe('Công an phường Hải Thịnh')
    expect(seen.receivingPoint.nameVi).toBe('Ủy ban nhân dân phường Hải Thịnh')
  })

  it('may be handed in outside the territory that it belongs to', async () => {
    const { code } = await of('communePolice')
    const dossier = await handedIn(code, 'xa-b', 'ca-a')
    expect(dossier).toMatch(/^H24\.13-/)
    expect(await inbox('officer', 'ca-a')).toContain(dossier)
    expect(await inbox('officer', 'ca-b')).not.toContain(dossier)
  })

  it('is not begun for an agency that does not handle it', async () => {
    const { code } = await of('communePolice')
    const person = await citizen()
    await expect(
      as(person).draft.start({ procedureCode: code, agencyId: 'ca-a', competentAgencyId: 'ca-b', source: 'ONLINE' }),
    ).rejects.toMatchObject({ message: 'INPUT_INVALID' })
  })

  it('has its duties where the units are: the ward’s own step, and an office named by its code', async () => {
    const { code } = await of('landRegistrationOffice', {
      level: 'province',
      steps: [
        step('check', 'review', LAND, [on('eligible', 'confirm')]),
        step('confirm', 'review', { role: 'officer', unitKind: 'economy', agency: 'receivingPoint' }, [on('confirmed', 'ask')]),
        step('ask', 'external', { role: 'officer', unitKind: 'division', agency: 'H24.05' }, [on('answered', 'police')]),
        step('police', 'external', { role: 'officer', unitKind: 'police', agency: 'receivingPoint' }, [on('answered', 'sign')]),
        step('sign', 'sign', LEADER, [on('granted', 'issue', { decision: 'GRANTED' })]),
        step('issue', 'issue', CLERK, [on('issued', 'end')]),
      ],
    })
    const dossier = await handedIn(code, 'xa-b')
    const ways = [
      ['officer', 'vpdk', 'eligible'],
      ['officer-economy', 'xa-b', 'confirmed'],
      ['officer', 'so-tc', 'answered'],
      ['officer', 'ca-b', 'answered'],
      ['leader', 'vpdk', 'granted'],
      ['clerk', 'vpdk', 'issued'],
    ] as const
    for (const [name, agency, outcome] of ways) {
      const person = await staff(name, agency)
      const item = (await as(person).work.list({ queue: 'unit' })).items.find((candidate) => candidate.code === dossier)
      expect(item, `${name}@${agency}`).toBeDefined()
      await as(person).work.completeStep({ code: dossier, workId: item?.workId ?? '', requestId: randomUUID(), outcome })
    }
    expect((await as(await staff('desk', 'xa-b')).dossier.get({ code: dossier })).shellState).toBe('resultReady')
  })
})
