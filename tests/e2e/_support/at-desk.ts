import type { Page } from '@playwright/test'
import { type Answers, fill } from './answers.ts'
import { press } from './staff.ts'
import { visit } from './visit.ts'
import { asLabel, say, startsWith } from './words.ts'

interface Counter {
  procedure: { code: string; search: string }
  person: { name: string; number: string }
  answers: Answers
  /** Originals that lie on the counter. */
  papers: readonly string[]
  /** Of these the original has to be seen. */
  seen?: readonly string[]
}

/** Filed, received and handed over for the person who stands at the counter; leads to the dossier's page. */
export async function fileAtDesk(desk: Page, { procedure, person, answers, papers, seen = [] }: Counter): Promise<string> {
  await visit(desk, '/desk/new')
  await desk.getByLabel(say('desk.newPage.choose')).fill(procedure.search)
  await desk.getByRole('radio', { name: new RegExp(procedure.code.replaceAll('.', String.raw`\.`)) }).check()
  await desk.getByLabel(say('staff.person.name')).fill(person.name)
  await desk.getByLabel(say('staff.person.personalId')).fill(person.number)
  await desk.getByLabel(asLabel(say('staff.person.phone'))).fill('0912 345 678')
  await desk.getByRole('button', { name: startsWith(say('desk.newPage.begin')) }).click()
  await desk.waitForURL(/\/desk\/new\/.+/)
  await fill(desk, answers)
  for (const paper of papers)
    await desk
      .getByRole('spinbutton', { name: say('action.papers.countOf', { kind: say('action.papers.original'), paper }) })
      .fill('1')
  for (const paper of seen) await desk.getByRole('checkbox', { name: say('action.papers.seenOf', { paper }) }).check()
  await desk.getByRole('button', { name: startsWith(say('desk.filing.submit')) }).click()
  await desk.waitForURL(/\/dossiers\/.+filed=1/)
  await press(desk, say('action.handOver'))
  return decodeURIComponent(new URL(desk.url()).pathname.split('/').at(-1) ?? '')
}

/** What somebody without an account says is written down; leads to the slip. */
export async function enterPetition(
  desk: Page,
  { name, phone }: { name: string; phone: string },
): Promise<{ code: string; secret: string }> {
  await visit(desk, '/desk/petitions/new')
  const send = desk.getByRole('button', { name: say('voice.desk.save') })
  await desk.getByLabel(asLabel(say('voice.desk.name'))).fill(name)
  await desk.getByLabel(asLabel(say('voice.desk.phone'))).fill(phone)
  await desk.getByRole('radio', { name: say('voice.kind.REPORT') }).check()
  await desk.getByRole('radio', { name: say('voice.category.delay') }).check()
  await desk.getByLabel(say('voice.form.subject')).fill('Hẹn ba lần chưa có giấy')
  await desk
    .getByLabel(asLabel(say('voice.form.words')))
    .fill('Đã đến ba lần, lần nào cũng được hẹn tuần sau, đến nay vẫn chưa có giấy.')
  await desk.getByRole('radio', { name: say('voice.desk.ways.SMS') }).check()
  await send.click()
  await desk.waitForURL(/\/desk\/petitions\/PA/)
  const code = decodeURIComponent(new URL(desk.url()).pathname.split('/').at(-1) ?? '')
  const secret =
    (await desk
      .getByText(/^[0-9A-HJKMNP-TV-Z -]{12,16}$/)
      .first()
      .textContent()) ?? ''
  return { code, secret }
}
