import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { catalogue } from '#workflows/catalogue/index.ts'
import { validate } from '#workflows/form/validate.ts'
import { eventually, type Simulators, simulators, standIn } from './running.ts'

let product: Awaited<ReturnType<typeof standIn>>
let running: Simulators

beforeAll(async () => {
  product = await standIn()
  running = await simulators(product.url)
})
afterAll(async () => {
  await running.remove()
  product.close()
})

describe('what the portal offers for trying out', () => {
  it.each(['1.001193', '1.001612'])('fills the form of %s without a fault, for any of the people', async (maTTHC) => {
    const procedure = catalogue.find(({ code }) => code === maTTHC)
    for (const soDinhDanh of ['031090000001', '031190000002', '031090000003']) {
      product.answerWith(() => ({ body: '{"error_code":"0","maHoSo":"H24.12-261123-0001"}' }))
      await running.postJson('/_control/portal/file', { maTTHC, soDinhDanh, donVi: 'H24.12' })
      const { body } = await eventually(async () => product.received[0])
      const message = JSON.parse(body)
      const today = String(message.NgayNop).slice(0, 10)
      const facts = { today, receivedOn: today, channel: 'portal', place: '31', applicant: 'citizen' }
      expect(procedure && validate(procedure.form, message.DuLieuBieuMau, facts).issues).toEqual([])
      const codes = message.ThanhPhanHoSo.map((paper: { MaThanhPhanHoSo: string }) => paper.MaThanhPhanHoSo)
      expect(procedure?.papers.map(({ code }) => code)).toEqual(expect.arrayContaining(codes))
    }
  })
})
