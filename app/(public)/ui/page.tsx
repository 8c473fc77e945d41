import { Search } from 'lucide-react'
import type { Metadata } from 'next'
import { NextIntlClientProvider } from 'next-intl'
import { getMessages } from 'next-intl/server'
import { Arch } from '#app/_ui/arch.tsx'
import { Button, LinkButton } from '#app/_ui/button.tsx'
import { CodeText } from '#app/_ui/code-text.tsx'
import { CopyButton } from '#app/_ui/copy-button.tsx'
import { BackLink, Crumbs } from '#app/_ui/crumbs.tsx'
import { DayStrip } from '#app/_ui/day-strip.tsx'
import { Disclosure } from '#app/_ui/disclosure.tsx'
import { DueExplanation } from '#app/_ui/due-explanation.tsx'
import { DueText, type DueTextProps } from '#app/_ui/due-text.tsx'
import { Empty } from '#app/_ui/empty.tsx'
import { FileRow } from '#app/_ui/file-row.tsx'
import { MoneyText } from '#app/_ui/money-text.tsx'
import { Note } from '#app/_ui/note.tsx'
import { Pager } from '#app/_ui/pager.tsx'
import { nationalCodes, StatusChip } from '#app/_ui/status-chip.tsx'
import { StatusLine } from '#app/_ui/status-line.tsx'
import { Pairs, SummaryRows } from '#app/_ui/summary-rows.tsx'
import { TaskRow } from '#app/_ui/task-row.tsx'
import { Timeline } from '#app/_ui/timeline.tsx'
import { Waiting } from '#app/_ui/waiting.tsx'
import { When } from '#app/_ui/when.tsx'
import { More } from './more.tsx'
import { Petitions } from './petitions.tsx'
import { dayCells, explanation, lateCells, samples } from './samples.ts'
import { TriedChoices } from './tried-choices.tsx'
import { TriedFields } from './tried-fields.tsx'
import { TriedForms } from './tried-forms.tsx'
import { TriedTalk } from './tried-talk.tsx'
import { TriedUploads } from './tried-uploads.tsx'

export const metadata: Metadata = { title: 'UI' }

const dues: DueTextProps[] = [
  { state: 'comfortable', remainingMinutes: 1500 },
  { state: 'comfortable', remainingMinutes: 1500, isForStaff: true },
  { state: 'soon', remainingMinutes: 140 },
  { state: 'overdue', remainingMinutes: -70 },
  { state: 'overdue', remainingMinutes: -1320, isStep: true },
  { state: 'paused', remainingMinutes: 1440, pausedSince: '2026-12-15T02:00:00Z', isForStaff: true },
  { state: 'paused', remainingMinutes: 1440, pausedSince: '2026-12-15T02:00:00Z' },
  { state: 'paused', remainingMinutes: null },
  { state: 'done', remainingMinutes: 10 },
  { state: 'done', remainingMinutes: -480 },
]

/** Every component in every state on one page: to look at, and for the checks of contrast and keyboard. */
export default async function ComponentsPage() {
  const { site, ui, errors, format, problem, form, draft, talk } = await getMessages()
  const s = samples
  return (
    <div className="wrap">
      <Crumbs trail={[{ href: '/', label: s.home }, { label: <CodeText code={s.code} isSoft /> }]} />
      <h1 className="page-title">{s.title}</h1>
      <p className="lead">{s.lead}</p>

      <section className="sec stack">
        <h2>Button</h2>
        <p className="btns">
          <Button type="button">{s.submit}</Button>
          <Button type="button" kind="outlined" icon={<Search />}>
            {s.view}
          </Button>
          <Button type="button" kind="plain">
            {s.later}
          </Button>
          <Button type="button" kind="grave">
            {s.refuse}
          </Button>
          <Button type="button" isBusy>
            {s.submit}
          </Button>
          <Button type="button" disabled>
            {s.submit}
          </Button>
          <LinkButton kind="outlined" href="/ui" keys="Alt T">
            {s.view}
          </LinkButton>
        </p>
        <BackLink href="/">{s.home}</BackLink>
      </section>

      <section className="sec stack">
        <h2>StatusChip</h2>
        <p className="btns">
          {nationalCodes.map((code) => (
            <StatusChip key={code} code={code} />
          ))}
          <StatusChip code={7} isAsking />
        </p>
        <p className="btns">
          {nationalCodes.map((code) => (
            <StatusChip key={code} code={code} isShort />
          ))}
        </p>
        <h2>DueText</h2>
        <p className="btns">
          {dues.map((due) => (
            <DueText key={JSON.stringify(due)} {...due} />
          ))}
        </p>
      </section>

      <div className="with-side">
        <div>
          <Arch labelledBy="sample-due">
            <p className="small soft" id="sample-due">
              {s.dueTitle}
            </p>
            <p>
              <When at="2027-01-04T03:30:00Z" />
            </p>
            <DayStrip cells={dayCells} />
            <DueExplanation lines={explanation} isOpen />
          </Arch>
          <p>
            <DayStrip cells={dayCells} isMini />
          </p>
          <p>
            <DayStrip cells={lateCells} isMini />
          </p>
          <section className="sec">
            <h2>Timeline</h2>
            <Timeline
              items={s.timeline.map((item) => ({
                ...item,
                when: item.at ? <When at={item.at} as="shortDateTime" /> : undefined,
              }))}
            />
          </section>
        </div>
        <aside aria-label={s.money}>
          <h2 className="ruled">{s.money}</h2>
          <Pairs
            pairs={[
              { term: s.feeName, value: <MoneyText amountVnd={838_000} /> },
              { term: s.feeName2, value: <MoneyText amountVnd={0} exemption={s.exemption} /> },
              { term: s.codeTerm, value: <CodeText code={s.code} /> },
            ]}
          />
          <CopyButton text={s.code} />
        </aside>
      </div>

      <section className="sec">
        <h2>Rows, tasks, files</h2>
        <SummaryRows rows={s.rows} />
        <ul className="tasks after-lead">
          <TaskRow href="/ui" name={s.tasks.child} state="done" />
          <TaskRow href="/ui" name={s.tasks.parents} state="doing" />
          <TaskRow href="/ui" name={s.tasks.papers} state="todo" />
          <TaskRow href="/ui" name={s.tasks.submit} state="blocked" note={s.tasks.why} />
        </ul>
        <ul className="after-lead">
          <FileRow
            name={s.files.notice}
            size={1_400_000}
            pages={1}
            contentType="image/jpeg"
            href="/ui"
            state={{ is: 'ready', quality: 'clear' }}
          />
          <FileRow
            name={s.files.marriage}
            size={312_000}
            contentType="application/pdf"
            state={{ is: 'uploading', percent: 40 }}
          />
          <FileRow name={s.files.notice} size={500_000} contentType="image/jpeg" state={{ is: 'ready', quality: 'blurred' }} />
          <FileRow name={s.files.marriage} size={312_000} state={{ is: 'stalled', percent: 40 }} />
          <FileRow name={s.files.marriage} size={312_000} state={{ is: 'unfinished', percent: 40 }} />
          <FileRow name={s.files.marriage} size={312_000} state={{ is: 'checking' }} />
          {(['PENDING', 'CLEAN', 'ERROR', 'NOT_CONFIGURED', 'INFECTED'] as const).map((scan) => (
            <FileRow key={scan} name={s.files.marriage} size={312_000} state={{ is: 'ready', scan }} />
          ))}
          <FileRow
            name={s.files.large}
            state={{ is: 'failed', reason: s.files.reason }}
            actions={
              <Button type="button" kind="plain">
                {s.files.retry}
              </Button>
            }
          />
        </ul>
      </section>

      <section className="sec stack">
        <h2>Note</h2>
        <Note title={s.note.title}>{s.note.text}</Note>
        <Note family="good" title={s.note.title}>
          {s.note.text}
        </Note>
        <Note
          family="wait"
          title={s.note.title}
          actions={
            <Button type="button" kind="outlined">
              {s.view}
            </Button>
          }
        >
          {s.note.text}
        </Note>
        <Note family="stop" title={s.note.title}>
          {s.note.text}
        </Note>
        <Note family="rest" title={s.note.title}>
          {s.note.text}
        </Note>
        <Disclosure summary={s.lead}>{s.note.text}</Disclosure>
        <p className="btns">
          <StatusLine>{s.saved}</StatusLine>
          <StatusLine tone="good">{s.saved}</StatusLine>
          <StatusLine tone="stop">{s.saved}</StatusLine>
        </p>
        <Pager nextHref="/ui?cursor=1" />
      </section>

      <More />
      <Petitions />

      <section className="sec">
        <h2>Form</h2>
        <TriedForms />
        <h2 className="ruled after-lead">Whom, ResultWayFields</h2>
        <TriedChoices />
      </section>

      <section className="sec">
        <h2>FormFields</h2>
        <NextIntlClientProvider messages={{ site, ui, errors, format, problem, form, draft, talk }}>
          <TriedFields />
          <h2 className="ruled after-lead">UploadBox, AttachFiles</h2>
          <TriedUploads />
          <h2 className="ruled after-lead">TalkList, TalkForm</h2>
          <TriedTalk />
        </NextIntlClientProvider>
      </section>

      <section className="sec">
        <h2>Empty</h2>
        <Empty title={s.empty.title} action={<LinkButton href="/procedures">{s.empty.action}</LinkButton>}>
          {s.empty.text}
        </Empty>
        <Waiting />
      </section>
    </div>
  )
}
