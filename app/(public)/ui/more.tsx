import { Bell, X } from 'lucide-react'
import { Arch } from '#app/_ui/arch.tsx'
import { BrandMark } from '#app/_ui/brand.tsx'
import { IconButton } from '#app/_ui/button.tsx'
import { DossierTimeline } from '#app/_ui/dossier-timeline.tsx'
import { type Due, DuePanel } from '#app/_ui/due-panel.tsx'
import { Empty } from '#app/_ui/empty.tsx'
import { FeeLines } from '#app/_ui/fee-lines.tsx'
import { GeneratedMark } from '#app/_ui/generated-mark.tsx'
import { MoneyText } from '#app/_ui/money-text.tsx'
import { NeedsScript } from '#app/_ui/needs-script.tsx'
import { ReceivedFiles } from '#app/_ui/received-files.tsx'
import { SummaryRows } from '#app/_ui/summary-rows.tsx'
import { Vietnamese } from '#app/_ui/vietnamese.tsx'
import { dayCells, events, explanation, feeLines, fileView, samples } from './samples.ts'

const due: Due = {
  kind: 'LEGAL',
  at: '2027-01-04T03:30:00Z',
  state: 'comfortable',
  remainingMinutes: 1500,
  pausedSince: null,
  isExtended: true,
  lines: explanation,
  cells: dayCells,
  dayMinutes: 480,
}

/** What is put together from the small components: panels and lists of a dossier, marks, doorways. */
export function More() {
  const s = samples
  return (
    <>
      <div className="with-side">
        <section className="sec">
          <h2>DossierTimeline</h2>
          <DossierTimeline
            events={events}
            parts={[
              { key: 'result', state: 'later' },
              { key: 'returned', state: 'later' },
            ]}
            now={{ title: s.here, what: s.hereWhat }}
          />
        </section>
        <aside className="stack" aria-label={s.reckoning}>
          <h2 className="ruled">DuePanel</h2>
          <DuePanel due={due} />
          <h2 className="ruled">FeeLines</h2>
          <SummaryRows
            rows={[{ term: s.feeName, value: <MoneyText amountVnd={224_000} />, below: <FeeLines lines={feeLines} /> }]}
          />
        </aside>
      </div>
      <section className="sec stack">
        <h2>Arch</h2>
        <Arch label={s.doorways.plain}>
          <p>{s.doorways.plain}</p>
        </Arch>
        <Arch look="lifted" label={s.doorways.lifted}>
          <p>{s.doorways.lifted}</p>
        </Arch>
        <Arch look="done" label={s.doorways.done}>
          <p>{s.doorways.done}</p>
        </Arch>
      </section>
      <section className="sec stack">
        <h2>IconButton, marks</h2>
        <p className="btns">
          <IconButton label={s.notices}>
            <Bell />
          </IconButton>
          <IconButton label={s.close}>
            <X />
          </IconButton>
          <span className="brand">
            <BrandMark />
          </span>
        </p>
        <p>
          <GeneratedMark hasHint /> <Vietnamese>{s.law}</Vietnamese>
        </p>
        <Empty title={s.empty.title} isPlain>
          {s.empty.text}
        </Empty>
        <ReceivedFiles files={[fileView('giay-chung-sinh', 'CLEAN'), fileView('uy-quyen', 'CLEAN')]} />
        <NeedsScript />
      </section>
    </>
  )
}
