import { householdBusiness as business } from './_support/answers.ts'
import { fileOnline, goToPay, openMine } from './_support/citizen.ts'
import { expect, test } from './_support/journey.ts'
import { hoa } from './_support/people.ts'
import { awake } from './_support/visit.ts'
import { money, say, withAny } from './_support/words.ts'

test('a fee is cancelled, then paid once, whatever else calls in its name', async ({ people, partners }) => {
  const citizen = await people.citizen(hoa)
  const { code } = await fileOnline(citizen, { procedure: business, pages: business.pages('Hộ kinh doanh Sông Cấm', 'one') })
  const owed = say('my.payFirst', { amount: money(business.feeVnd) })
  const receipt = citizen.getByRole('link', { name: withAny(say('my.receipt', { number: '§' }), '§') })

  await test.step('cancelled at the platform: nothing is paid, it can be tried again', async () => {
    await goToPay(citizen, business.feeVnd)
    await expect(citizen.getByRole('main')).toContainText(code)
    await citizen.getByRole('button', { name: 'Hủy giao dịch' }).click()
    await expect(citizen.getByRole('heading', { level: 1, name: say('payment.cancelledTitle') })).toBeVisible()
    await citizen.getByRole('link', { name: say('payment.toPay') }).click()
    await expect(citizen.getByRole('main')).toContainText(owed)
    await awake(citizen)
  })

  await goToPay(citizen, business.feeVnd)
  const reference = (await partners.payments(code)).find(({ state }) => state === 'pending')?.reference ?? ''
  const payPage = citizen.url()

  await test.step('forged words of the platform change nothing', async () => {
    for (const forge of ['hash', 'amount', 'unknown', 'partner'] as const) {
      const [answer] = await partners.confirm(reference, { forge })
      expect(answer, forge).not.toMatchObject({ body: { MaLoi: '00' } })
    }
    await openMine(citizen, code)
    await expect(citizen.getByRole('main')).toContainText(owed)
    await expect(citizen.getByRole('main')).toContainText(say('dossier.here.awaitingFee'))
    await expect(receipt).toHaveCount(0)
  })

  await test.step('paid on the page of the platform', async () => {
    await citizen.goto(payPage)
    await citizen.getByRole('button', { name: 'Thanh toán', exact: true }).click()
    await expect(
      citizen.getByRole('heading', { level: 1, name: say('payment.succeededTitle', { amount: money(business.feeVnd) }) }),
    ).toBeVisible()
  })

  await test.step('told twenty times more, there is one receipt', async () => {
    const answers = await partners.confirm(reference, { times: 20 })
    expect(answers).toHaveLength(20)
    for (const answer of answers) expect(answer).toMatchObject({ status: 200, body: { MaLoi: '00' } })
    await expect(async () => {
      await openMine(citizen, code)
      await expect(receipt).toHaveCount(1)
    }).toPass({ timeout: 45_000 })
    await expect(citizen.getByRole('main')).not.toContainText(owed)
    await expect(citizen.getByRole('main')).toContainText(say('dossier.here.arrived'))
  })
})
