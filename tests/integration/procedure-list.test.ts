import { describe, expect, it } from 'vitest'
import { publishFile } from '#server/modules/procedure/publish.ts'
import { fileOf, fresh, keeper } from '#tests/builders/definitions.ts'
import { as, citizen, nobody, staff } from '#tests/builders/people.ts'

describe('levels of service', () => {
  it('information only: nobody starts a filing, and the page says where to go', async () => {
    const definition = fresh({ online: { level: 'information' }, sources: ['DESK'] })
    await publishFile(fileOf(definition))
    expect(await nobody().procedure.get({ code: definition.code })).toMatchObject({
      onlineLevel: 'information',
      filedAtDesk: true,
    })
    await expect(
      as(await citizen()).draft.start({ procedureCode: definition.code, agencyId: 'xa-a', source: 'ONLINE' }),
    ).rejects.toMatchObject({ message: 'PROCEDURE_NOT_ONLINE' })
  })
  it('partial: the reason is told in words', async () => {
    const online = { level: 'partial', partialReason: 'siteCheck', partialReasonVi: 'Cán bộ phải đến tận nơi' }
    const definition = fresh({ online })
    await publishFile(fileOf(definition))
    expect((await nobody().procedure.get({ code: definition.code })).online).toEqual(online)
  })
})

describe('the list of versions', () => {
  it('filters by level, service, route and what was checked', async () => {
    const definition = fresh({ nameVi: 'Thủ tục hiếm gặp', route: 'MINISTRY', level: 'province' })
    await publishFile(fileOf(definition))
    const api = await keeper()
    const { items, total } = await api.procedure.list({
      q: 'hiem gap',
      route: 'MINISTRY',
      level: 'province',
      online: 'full',
      checked: 'no',
    })
    expect(total).toBe(1)
    expect(items[0]).toMatchObject({
      code: definition.code,
      route: 'MINISTRY',
      verified: false,
      verifiedNoteVi: 'Dữ liệu thử',
      version: 1,
      versions: 1,
      standing: 'inForce',
    })
    expect((await api.procedure.list({ q: 'hiem gap', route: 'NATIONAL' })).items).toEqual([])
    expect((await api.procedure.list({ q: 'hiem gap', checked: 'yes' })).items).toEqual([])
  })
  it('goes on where a page ended, and begins anew for a cursor that is not ours', async () => {
    const api = await keeper()
    const { items } = await api.procedure.list({})
    const [first, second] = items
    expect((await api.procedure.list({ cursor: first?.code ?? '' })).items[0]?.code).toBe(second?.code)
    expect((await api.procedure.list({ cursor: "'; DROP TABLE" })).items[0]?.code).toBe(first?.code)
  })
  it('is for those who keep procedures', async () => {
    for (const role of ['officer', 'desk', 'leader'])
      await expect(as(await staff(role)).procedure.list({})).rejects.toMatchObject({ message: 'NOT_PERMITTED' })
    await expect(as(await staff('operator')).procedure.publishVersion({ text: fileOf(fresh()) })).rejects.toMatchObject({
      message: 'NOT_PERMITTED',
    })
    await expect(as(await citizen()).procedure.version({ code: '1.001193', version: 1 })).rejects.toMatchObject({
      message: 'NOT_PERMITTED',
    })
  })
  it('knows no version that does not exist', async () => {
    const api = await keeper()
    await expect(api.procedure.version({ code: '1.001193', version: 77 })).rejects.toMatchObject({ message: 'NOT_FOUND' })
    await expect(api.procedure.file({ code: '8.888888', version: 1 })).rejects.toMatchObject({ message: 'NOT_FOUND' })
  })
})
