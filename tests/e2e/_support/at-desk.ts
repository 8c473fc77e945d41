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
