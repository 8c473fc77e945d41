import { householdBusiness as business } from './_support/answers.ts'
import { fileOnline, openMine, pay, send } from './_support/citizen.ts'
import { expect, test } from './_support/journey.ts'
import { pdf, photo } from './_support/papers.ts'
import { hoa } from './_support/people.ts'
import { decide, documentUrl, open, press } from './_support/staff.ts'
import { problems } from './_support/visit.ts'
import { asLabel, say, withAny } from './_support/words.ts'

test('the officer asks for more once, the citizen answers paper by paper, and the clock stands still meanwhile', async ({
  people,
  partners,
}) => {
  const wrong = 'Hộ kinh doanh Hoa'
  const right = 'Hộ kinh doanh Hoa Phượng Đỏ'
  const reason = 'Biên bản họp chụp mờ và tên hộ kinh doanh trùng với tên đã đăng ký.'
  const nameField = 'Tên hộ kinh doanh'
  await partners.toMondayMorning()

  const citizen = await people.citizen(hoa)
  const { code } = await fileOnline(citizen, {
    procedure: business,
    pages: business.pages(wrong, 'household'),
    papers: { [business.minutes]: photo('mo.png'), [business.mandate]: pdf('uy-quyen.pdf') },
  })
  await pay(citizen, business.feeVnd)
  const desk = await people.staff('desk')
  await open(desk, code)
  await decide(desk, say('action.accept'))
  await press(desk, say('action.handOver'))

  const officer = await people.staff('officer-economy')
  await test.step('the officer asks for a paper and for an answer', async () => {
    await open(officer, code)
    await decide(officer, say('action.requestSupplement'), async (dialog) => {
      await dialog.getByRole('checkbox', { name: business.minutes }).check()
      await dialog.getByLabel(asLabel(say('action.supplement.field'))).selectOption({ label: nameField })
      const note = (name: string) => dialog.getByLabel(say('action.supplement.note', { name }))
      await note(business.minutes).fill('Ảnh mờ, không đọc được chữ ký. Chụp lại.')
      await note(nameField).fill('Tên đã có người đăng ký. Chọn tên khác.')
      await dialog.getByLabel(say('action.reason'), { exact: true }).fill(reason)
    })
    await expect(officer.getByRole('main')).toContainText(say('ui.status.5.full'))
    await documentUrl(officer, new RegExp(say('dossier.forms.MAU_02'), 'i'))
  })

  await test.step('two hours later the citizen reads why and sends both', async () => {
    await partners.pass({ hours: 2 })
    await openMine(citizen, code)
    await expect(citizen.getByRole('main')).toContainText(withAny(say('ui.due.pausedSince', { date: '§' }), '§'))
    await citizen.getByText(say('ui.why.titlePaused')).click()
    await expect(citizen.getByRole('main')).toContainText(say('ui.why.stillPaused'))
    await citizen.getByRole('link', { name: say('my.supplementNow') }).click()
    await expect(citizen.getByRole('main')).toContainText(reason)

    await citizen.getByRole('button', { name: say('my.supplement.send') }).click()
    await expect(problems(citizen)).toContainText(say('draft.paperMissing', { paper: business.minutes }))
    await send(citizen, business.minutes, photo('chup-lai.png', 900, 1200))
    await citizen.getByRole('textbox', { name: asLabel(nameField) }).fill(right)
    await citizen.getByRole('button', { name: say('my.supplement.send') }).click()

    await citizen.waitForURL((url) => url.pathname.endsWith(code))
    await expect(citizen.getByRole('main')).toContainText(say('dossier.here.processing'))
    await citizen.getByText(withAny(say('ui.why.title', { when: '§' }), '§')).click()
    await expect(citizen.getByRole('main')).toContainText(withAny(say('ui.why.added', { time: '2 giờ§' }), '§'))
  })

  await test.step('the officer has the new paper and the new answer', async () => {
    await officer.reload()
    await expect(officer.getByRole('main')).toContainText(right)
    await expect(officer.getByRole('link', { name: /chup-lai\.png/ })).toBeVisible()
    await expect(officer.getByRole('main')).toContainText(say('staff.supplements.status.SUPPLIED'))
    await press(officer, 'Đủ điều kiện')
  })
  await partners.portalKnows(code, ['1', '2', '4', '5', '4'])
})
