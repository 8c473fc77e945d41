import { birthRegistration as birth, householdBusiness as business } from './_support/answers.ts'
import { fillIn, offices, pickFor, readCodes } from './_support/citizen.ts'
import { expect, test } from './_support/journey.ts'
import { pdf, photo, program } from './_support/papers.ts'
import { hoa, loi, PASSWORD, signInAsCitizen, typePassword } from './_support/people.ts'
import { problems, visit } from './_support/visit.ts'
import { asLabel, say, withAny } from './_support/words.ts'

test.describe('wrong input', () => {
  test('a wrong password and an unknown address get the same plain sentence', async ({ people }) => {
    const page = await people.visitor()
    await page.goto('/sign-in')
    for (const [email, password] of [
      ['accountant@xa-b.demo', 'not the password'],
      ['nobody@xa-b.demo', PASSWORD],
    ] as const) {
      await typePassword(page, email, password)
      await expect(page.getByRole('alert').filter({ hasText: say('errors.SIGN_IN_FAILED') })).toBeVisible()
      await expect(page.getByLabel(say('signIn.password'))).toHaveValue('')
    }
    await typePassword(page, 'accountant@xa-b.demo', PASSWORD)
    await expect(page.getByRole('heading', { level: 1, name: say('queue.title') })).toBeVisible()
  })

  test('a code or secret that nobody has is one sentence, whichever of them was wrong', async ({ people }) => {
    const page = await people.visitor()
    await page.goto('/track')
    await page.getByLabel(say('track.code')).fill('H24.12-261122-9999')
    await page.getByLabel(say('track.secret')).fill('0123456789AB')
    await page.getByRole('button', { name: say('track.submit') }).click()
    await expect(problems(page)).toContainText(say('track.notFound'))
    await expect(page.getByLabel(say('track.code'))).toHaveValue('H24.12-261122-9999')
  })

  test('a file of the wrong kind or too large is refused with a sentence, and nothing is added', async ({ people, partners }) => {
    const page = await people.citizen(loi)
    await fillIn(page, {
      procedure: birth,
      pages: birth.pages('Trần Gia Hân', await partners.now()),
      papers: { [birth.notice]: photo('giay-chung-sinh.png') },
    })
    const papers = page.url().replace(/check$/, 'papers')
    await visit(page, papers)
    const rowOf = (name: string) => page.getByRole('listitem').filter({ hasText: name })
    const pick = page.getByLabel(pickFor(birth.notice))

    await pick.setInputFiles(program('don.pdf'))
    await expect(rowOf('don.pdf').getByRole('alert')).toContainText(/\S.*\./)
    await pick.setInputFiles({ ...photo('anh.heic'), mimeType: 'image/heic' })
    await expect(rowOf('anh.heic').getByRole('alert')).toContainText(/\S.*\./)
    await pick.setInputFiles(pdf('quyen-so.pdf', 21_000_000))
    await expect(rowOf('quyen-so.pdf').getByRole('alert')).toContainText(withAny(say('draft.file.tooLarge', { size: '§' }), '§'))

    await visit(page, papers)
    await expect(rowOf('giay-chung-sinh.png')).toHaveCount(1)
    for (const name of ['don.pdf', 'anh.heic', 'quyen-so.pdf']) await expect(rowOf(name)).toHaveCount(0)
  })

  test('a missing answer is named once above and once at its place, and the typed ones stay', async ({ people }) => {
    const page = await people.citizen(hoa)
    await visit(page, `/apply/${business.code}`)
    await page.getByRole('radio', { name: offices['xa-a'] }).check()
    await page.getByRole('button', { name: say('apply.begin') }).click()
    await page.getByRole('list').getByRole('link', { name: 'Hộ kinh doanh', exact: true }).click()
    const name = page.getByRole('textbox', { name: asLabel('Tên hộ kinh doanh') })
    await name.fill('Hộ kinh doanh Cát Bi')
    await page.getByRole('textbox', { name: asLabel('Vốn kinh doanh') }).fill('mười triệu')
    await page.getByRole('button', { name: say('draft.next'), exact: true }).click()
    await expect(problems(page).getByRole('link', { name: say('form.errors.money') })).toBeVisible()
    await expect(page.getByRole('textbox', { name: asLabel('Vốn kinh doanh') })).toHaveAccessibleDescription(
      new RegExp(say('form.errors.money')),
    )
    await expect(name).toHaveValue('Hộ kinh doanh Cát Bi')
    await page.reload()
    await expect(name).toHaveValue('Hộ kinh doanh Cát Bi')
  })

  test('pressed twice, one dossier is filed; the Back key leads to it and not to a second one', async ({ people, partners }) => {
    const page = await people.citizen(loi)
    await fillIn(page, {
      procedure: birth,
      pages: birth.pages('Trần Khánh Vy', await partners.now()),
      papers: { [birth.notice]: photo('giay-chung-sinh.png') },
    })
    await page.getByLabel(say('draft.declared')).check()
    await page.getByRole('button', { name: say('draft.submit'), exact: true }).dblclick()
    const { code } = await readCodes(page)
    await page.goBack()
    await page.waitForURL((url) => url.pathname === `/my/${code}/done`)
    await expect(page.getByRole('main')).toContainText(code)
    await visit(page, '/my')
    await expect(page.getByRole('listitem').filter({ hasText: code })).toHaveCount(1)
    const today = code.slice(0, code.lastIndexOf('-') + 1)
    const next = `${today}${String(Number(code.slice(today.length)) + 1).padStart(4, '0')}`
    await expect(page.getByRole('main')).not.toContainText(next)
  })

  test('whose session has ended is told so, and finds the answers again', async ({ people }) => {
    const page = await people.citizen(hoa)
    await visit(page, `/apply/${business.code}`)
    await page.getByRole('radio', { name: offices['xa-b'] }).check()
    await page.getByRole('button', { name: say('apply.begin') }).click()
    await page.getByRole('list').getByRole('link', { name: 'Hộ kinh doanh', exact: true }).click()
    const name = page.getByRole('textbox', { name: asLabel('Tên hộ kinh doanh') })
    await name.fill('Hộ kinh doanh Đồ Sơn')
    await page.getByRole('button', { name: say('draft.later'), exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name: business.nameVi })).toBeVisible()
    await page.getByRole('list').getByRole('link', { name: 'Hộ kinh doanh', exact: true }).click()
    await expect(name).toHaveValue('Hộ kinh doanh Đồ Sơn')

    const otherWindow = await page.context().newPage()
    await visit(otherWindow, '/my')
    await otherWindow.getByRole('button', { name: new RegExp(say('site.nav.signOut')) }).click()
    await expect(otherWindow.getByRole('link', { name: say('site.nav.signIn') }).first()).toBeVisible()

    await name.fill('Hộ kinh doanh Đồ Sơn Một')
    await page.getByRole('button', { name: say('draft.next'), exact: true }).click()
    const ended = page.getByRole('alert').filter({ hasText: say('draft.signedOut') })
    await expect(ended).toBeVisible()
    await expect(name).toHaveValue('Hộ kinh doanh Đồ Sơn Một')
    const part = page.url()

    await ended.getByRole('link', { name: say('draft.signInAgain') }).click()
    await expect(page.getByText(say('signIn.next'))).toBeVisible()
    // asked again who sits there: on a shared computer it may be somebody else
    await signInAsCitizen(page, hoa.number)
    await expect(page).toHaveURL(part)
    await expect(name).toHaveValue('Hộ kinh doanh Đồ Sơn Một')
    await expect(page.getByRole('status').filter({ hasText: withAny(say('draft.savedAt', { time: '§' }), '§') })).toBeVisible()
  })

  test('what belongs to others, and what does not exist, looks the same', async ({ people }) => {
    const page = await people.citizen(loi)
    for (const path of ['/my/H24.12-261123-9999', '/my/..%2Fadmin']) {
      await visit(page, path)
      await expect(page.getByRole('heading', { level: 1, name: say('my.notFound') })).toBeVisible()
    }
    for (const path of ['/procedures/9.999999', '/apply/9.999999', '/nowhere', '/dossiers/x/y']) {
      const answer = await page.goto(path)
      expect(answer?.status(), path).toBe(404)
      await expect(page.getByRole('heading', { level: 1, name: say('problem.notFoundTitle') })).toBeVisible()
    }
    await visit(page, '/inbox')
    await expect(page.getByRole('heading', { level: 1, name: say('staff.onlyStaff.title') })).toBeVisible()
  })
})
