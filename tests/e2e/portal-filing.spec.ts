import type { Page } from '@playwright/test'
import { birthRegistration as birth } from './_support/answers.ts'
import { expect, test } from './_support/journey.ts'
import type { Partners } from './_support/partners.ts'
import { textOfPdf } from './_support/pdf-text.ts'
import { loi } from './_support/people.ts'
import { decide, documentUrl, open, press } from './_support/staff.ts'
import { visit } from './_support/visit.ts'
import { asLabel, say } from './_support/words.ts'

/** The portal's own page of a filing tells the code under which we have it. */
async function ourCode(page: Page, { address }: Partners, foreignCode: string): Promise<string> {
  let code = ''
  await expect(async () => {
    await page.goto(`${address}/portal/ho-so-da-nop/${foreignCode}`)
    code = /H24\.13-\d{6}-\d{4,}/.exec((await page.getByRole('main').textContent()) ?? '')?.[0] ?? ''
    expect(code).not.toBe('')
  }).toPass({ timeout: 30_000 })
  return code
}

test('filed at the national portal: the desk of that ward receives it, and the portal shows its way and its result', async ({
  people,
  partners,
}) => {
  const foreignCode = await partners.fileAtPortal(birth.code, loi.number, 'H24.13')
  const portal = await people.visitor()
  const code = await ourCode(portal, partners, foreignCode)

  const desk = await people.staff('desk', 'xa-b')
  await test.step('the desk receives it as it receives every other', async () => {
    await visit(desk, '/desk')
    await desk.getByRole('listitem').filter({ hasText: code }).getByRole('link').click()
    await expect(desk.getByRole('main')).toContainText(foreignCode)
    await expect(desk.getByRole('main')).toContainText(say('staff.dossier.sources.PORTAL'))
    await expect(desk.getByRole('link', { name: /giay-chung-sinh\.pdf/ })).toBeVisible()
    await decide(desk, say('action.accept'))
    await press(desk, say('action.handOver'))
  })

  await test.step('officer, leader and clerk finish it', async () => {
    const officer = await people.staff('officer-justice', 'xa-b')
    await open(officer, code)
    await press(officer, 'Đủ điều kiện')
    await decide(officer, 'Đã có số định danh', (dialog) =>
      dialog.getByLabel(asLabel('Số định danh cá nhân đã được cấp')).fill('031226000001'),
    )
    await decide(officer, 'Trình ký', (dialog) => dialog.getByLabel(asLabel('Số đăng ký')).fill('15/2026'))
    const leader = await people.staff('leader', 'xa-b')
    await open(leader, code)
    await decide(leader, 'Ký Giấy khai sinh', (dialog) => expect(dialog).toContainText('Trần Minh An'))
    const clerk = await people.staff('clerk', 'xa-b')
    await open(clerk, code)
    await press(clerk, 'Đã phát hành')
    await open(desk, code)
    await documentUrl(desk, new RegExp(say('staff.documents.result'), 'i'))
    await decide(desk, say('action.returnResult'))
  })

  await test.step('the portal has each step and the result', async () => {
    await partners.portalKnows(code, ['1', '2', '4', '9', '10'])
    await portal.reload()
    await expect(portal.getByRole('table', { name: 'Lịch sử trạng thái' })).toContainText(say('ui.status.10.full'))
    const result = portal.getByRole('definition').getByRole('link', { name: 'Giấy khai sinh' })
    const answer = await portal.request.get((await result.getAttribute('href')) ?? '')
    expect(answer.status()).toBe(200)
    expect(textOfPdf(await answer.body())).toContain('Trần Minh An')
  })
})

test('a filing that is sent again, or by somebody else in the name of the portal, opens nothing', async ({
  people,
  partners,
}) => {
  const foreignCode = await partners.fileAtPortal(birth.code, loi.number, 'H24.13')
  await expect.poll(() => partners.filing(foreignCode)).toBe('taken')
  const [again, ...more] = await partners.resend(foreignCode, 'again', 5)
  for (const answer of [again, ...more]) expect(answer).toMatchObject({ status: 200, body: { error_code: '0' } })
  for (const mode of ['badSignature', 'oldTimestamp', 'otherBody'] as const) {
    const [answer] = await partners.resend(foreignCode, mode)
    expect(answer, mode).not.toMatchObject({ body: { error_code: '0' } })
  }
  const code = await ourCode(await people.visitor(), partners, foreignCode)
  const desk = await people.staff('desk', 'xa-b')
  await visit(desk, '/desk')
  await expect(desk.getByRole('listitem').filter({ hasText: code })).toHaveCount(1)
  await open(desk, code)
  await expect(desk.getByRole('main')).toContainText(say('ui.status.1.full'))
  await expect(desk.getByRole('main')).toContainText(loi.name)
})
