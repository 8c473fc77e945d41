import type { Page } from '@playwright/test'
import { householdBusiness as business } from './_support/answers.ts'
import { fillIn, openMine, pay, submit } from './_support/citizen.ts'
import { expect, test } from './_support/journey.ts'
import { pdf, photo } from './_support/papers.ts'
import { textOfPdf } from './_support/pdf-text.ts'
import { loi } from './_support/people.ts'
import { button, decide, documentUrl, open, openFromInbox, press } from './_support/staff.ts'
import { visit } from './_support/visit.ts'
import { asLabel, money, say } from './_support/words.ts'

/** A paper that the page offers, as its reader gets it. */
async function readPdf(page: Page, url: string): Promise<string> {
  const answer = await page.request.get(url)
  expect(answer.status()).toBe(200)
  expect(answer.headers()['content-type']).toBe('application/pdf')
  return textOfPdf(await answer.body())
}

test('a household registers its business: from the first question to the result in its hands', async ({ people, partners }) => {
  test.setTimeout(360_000)
  const name = 'Hộ kinh doanh Bánh đa cua Bến Bính'
  const citizen = await people.citizen(loi)
  let code = ''
  let secret = ''

  await test.step('the citizen files, with the minutes of the household', async () => {
    await fillIn(citizen, {
      procedure: business,
      pages: business.pages(name, 'household'),
      papers: { [business.minutes]: photo('bien-ban-hop.png'), [business.mandate]: pdf('uy-quyen.pdf') },
    })
    await expect(citizen.getByRole('main')).toContainText(name)
    await expect(citizen.getByRole('main')).toContainText(money(business.feeVnd))
    ;({ code, secret } = await submit(citizen))
    await expect(citizen.getByRole('heading', { level: 1 })).toContainText(business.nameVi)
  })

  await test.step('pays on the page of the payment platform', async () => {
    await pay(citizen, business.feeVnd)
    await citizen.getByRole('link', { name: say('payment.toDossier') }).click()
    await expect(citizen.getByRole('main')).toContainText(say('dossier.here.arrived'))
    await expect(citizen.getByRole('main')).toContainText(say('dossier.due.INTAKE'))
  })

  const desk = await people.staff('desk')
  await test.step('the desk accepts and hands over', async () => {
    await visit(desk, '/desk')
    await desk.getByRole('listitem').filter({ hasText: code }).getByRole('link').click()
    await expect(desk.getByRole('main')).toContainText(name)
    await decide(desk, say('action.accept'))
    await expect(desk.getByRole('main')).toContainText(say('dossier.due.LEGAL'))
    const text = await readPdf(desk, await documentUrl(desk, new RegExp(say('dossier.forms.MAU_01'), 'i')))
    expect(text).toContain('GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ')
    expect(text).toContain(code)
    expect(text).toContain(loi.name)
    await press(desk, say('action.handOver'))
  })

  const officer = await people.staff('officer-economy')
  await test.step('the officer examines, enters the tax code and drafts', async () => {
    await openFromInbox(officer, code)
    await press(officer, 'Đủ điều kiện')
    await decide(officer, 'Đã có mã số', (dialog) =>
      dialog.getByRole('textbox', { name: asLabel('Mã số hộ kinh doanh (mã số thuế) đã được cấp') }).fill('031090000001'),
    )
    await press(officer, 'Trình ký')
    await expect(button(officer, 'Trình ký')).toHaveCount(0)
  })

  await test.step('the leader signs', async () => {
    const leader = await people.staff('leader')
    await openFromInbox(leader, code)
    await decide(leader, 'Ký Giấy chứng nhận', (dialog) => expect(dialog).toContainText(name))
  })

  await test.step('the clerk issues', async () => {
    const clerk = await people.staff('clerk')
    await openFromInbox(clerk, code)
    await press(clerk, 'Đã phát hành')
  })

  await test.step('the desk returns the result to the person who came', async () => {
    await open(desk, code)
    await documentUrl(desk, new RegExp(say('staff.documents.result'), 'i'))
    await decide(desk, say('action.returnResult'), async (dialog) => {
      await expect(dialog.getByLabel(say('action.return.receiver'), { exact: true })).toHaveValue(loi.name)
      await dialog.getByLabel(asLabel(say('action.return.personalId'))).fill(loi.number)
    })
    await expect(button(desk, say('action.returnResult'))).toHaveCount(0)
  })

  await test.step('the citizen downloads the result', async () => {
    await openMine(citizen, code)
    await expect(citizen.getByRole('main')).toContainText(say('ui.status.10.full'))
    const url = await documentUrl(citizen, say('my.download'))
    const text = await readPdf(citizen, url)
    expect(text).toContain(name)
    expect(text).toContain('031090000001')
    const file = await (await citizen.request.get(url)).body()
    await citizen
      .getByRole('main')
      .getByRole('link', { name: say('my.verify'), exact: true })
      .first()
      .click()
    const chosen = citizen.getByLabel(say('verify.file.label'))
    const given = { name: 'ket-qua.pdf', mimeType: 'application/pdf' }
    await chosen.setInputFiles({ ...given, buffer: file })
    await expect(citizen.getByRole('main')).toContainText(say('verify.file.same', { name: given.name }))
    await chosen.setInputFiles({ ...given, buffer: Buffer.concat([file, Buffer.from(' ')]) })
    await expect(citizen.getByRole('main')).toContainText(say('verify.file.differs', { name: given.name }))
  })

  await test.step('anybody with both codes sees where it is, and no names', async () => {
    const visitor = await people.visitor()
    await visitor.goto('/track')
    await visitor.getByLabel(say('track.code')).fill(code)
    await visitor.getByLabel(say('track.secret')).fill(secret)
    await visitor.getByRole('button', { name: say('track.submit') }).click()
    const heading = visitor.getByRole('heading', { level: 1, name: business.nameVi })
    await expect(heading).toBeFocused()
    await expect(visitor.getByRole('status').first()).toHaveText(say('track.found'))
    await expect(visitor.getByRole('main')).toContainText(say('ui.status.10.full'))
    await expect(visitor.getByRole('main')).not.toContainText(loi.name)
    // the address leads there again, and the way back to the form
    await expect(visitor).toHaveURL(`/track?${new URLSearchParams({ code, secret })}`)
    await visitor.goBack()
    await expect(visitor.getByLabel(say('track.code'))).toBeVisible()
    await visitor.goForward()
    await visitor.reload()
    await expect(heading).toBeVisible()
    await expect(visitor.locator('script')).toHaveCount(0)
  })

  await test.step('the national portal knows each step, the mailbox has the letters', async () => {
    await partners.portalKnows(code, ['1', '2', '4', '9', '10'])
    await citizen.goto(`${partners.address}/portal/dossiers/${code}`)
    await expect(citizen.getByRole('heading', { level: 1 })).toContainText(code)
    await expect.poll(async () => (await partners.letters(code)).length).toBeGreaterThanOrEqual(3)
    for (const letter of await partners.letters(code)) expect(letter.to).toContain(loi.email)
    await citizen.goto(`${partners.address}/mail?to=${loi.email}`)
    await expect(citizen.getByRole('table', { name: 'Thư đã nhận' })).toContainText(code)
  })
})
