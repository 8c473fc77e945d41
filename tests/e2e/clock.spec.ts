import { birthRegistration as birth } from './_support/answers.ts'
import { fileOnline } from './_support/citizen.ts'
import { expect, test } from './_support/journey.ts'
import { photo } from './_support/papers.ts'
import { loi } from './_support/people.ts'
import { decide, documentUrl, open, press } from './_support/staff.ts'
import { visit } from './_support/visit.ts'
import { asLabel, say } from './_support/words.ts'

test('the national portal is away for two days: work goes on, and afterwards it learns everything once and in order', async ({
  people,
  partners,
}) => {
  await partners.toMondayMorning()
  const citizen = await people.citizen(loi)
  const { code } = await fileOnline(citizen, {
    procedure: birth,
    pages: birth.pages('Trần Minh Khôi', await partners.now()),
    papers: { [birth.notice]: photo('giay-chung-sinh.png') },
  })
  await partners.portalKnows(code, ['1'])
  await partners.fault('portal', 'down', -1)
  try {
    await test.step('Monday: received and examined', async () => {
      const desk = await people.staff('desk')
      await open(desk, code)
      await decide(desk, say('action.accept'))
      await press(desk, say('action.handOver'))
      const officer = await people.staff('officer-justice')
      await open(officer, code)
      await press(officer, 'Đủ điều kiện')
    })

    await test.step('Tuesday: drafted, signed and issued', async () => {
      await partners.pass({ days: 1 })
      const officer = await people.staff('officer-justice')
      await open(officer, code)
      await decide(officer, 'Đã có số định danh', (dialog) =>
        dialog.getByLabel(asLabel('Số định danh cá nhân đã được cấp')).fill('031326000014'),
      )
      await decide(officer, 'Trình ký', (dialog) => dialog.getByLabel(asLabel('Số đăng ký')).fill('16/2026'))
      const leader = await people.staff('leader')
      await open(leader, code)
      await decide(leader, 'Ký Giấy khai sinh')
      const clerk = await people.staff('clerk')
      await open(clerk, code)
      await press(clerk, 'Đã phát hành')
    })

    await test.step('Wednesday: returned; the operator sees what waits', async () => {
      await partners.pass({ days: 1 })
      const desk = await people.staff('desk')
      await open(desk, code)
      await documentUrl(desk, new RegExp(say('staff.documents.result'), 'i'))
      await decide(desk, say('action.returnResult'))
      const operator = await people.staff('operator')
      await visit(operator, '/exchange')
      await expect(operator.getByRole('main')).toContainText(say('exchange.targets.PORTAL'))
      await expect(operator.getByRole('main')).toContainText(/[1-9]\d* tin đang chờ/)
      expect((await partners.portal(code)).dossier?.history.map(({ status }) => status)).toEqual(['1'])
    })
  } finally {
    await partners.fault('portal', 'none', 0)
  }

  await test.step('back again: nothing lost, nothing twice', async () => {
    await partners.pass({ hours: 1 })
    await partners.portalKnows(code, ['1', '2', '4', '9', '10'])
    const operator = await people.staff('operator')
    await expect(async () => {
      await operator.getByRole('button', { name: say('exchange.refresh') }).click()
      await expect(operator.getByRole('main')).toContainText(say('exchange.sentence.calm'), { timeout: 2_000 })
    }).toPass({ timeout: 45_000 })
  })
})
