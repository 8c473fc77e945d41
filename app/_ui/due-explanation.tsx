import { useTranslations } from 'next-intl'
import { Fragment } from 'react'
import type { Format } from '#app/_lib/format.ts'
import { useFormat } from '#app/_lib/use-format.ts'
import type { ExplanationLine, PauseCause } from '#workflows/working-time/explanation.ts'
import { Disclosure } from './disclosure.tsx'

type Words = ReturnType<typeof useTranslations<'ui.why'>>
type LineOf<Kind extends ExplanationLine['kind']> = Extract<ExplanationLine, { kind: Kind }>

interface Row {
  what: string
  note?: string
  effect?: string
}

const linesOf = <Kind extends ExplanationLine['kind']>(lines: readonly ExplanationLine[], kind: Kind) =>
  lines.filter((line): line is LineOf<Kind> => line.kind === kind)

function limitWords(line: LineOf<'limit'>, t: Words): string {
  return line.unit === 'sameDay' ? t('limit.sameDay') : t(`limit.${line.unit}`, { n: line.amount })
}

const REASONS = ['SUPPLEMENT', 'OBLIGATION', 'SUSPENSION', 'OUTSIDE_LIMIT', 'RESULT_READY'] as const

/** Why the clock stood still, on which basis, and who agreed. */
function causeWords({ reason, basis, approver }: PauseCause, t: Words): string {
  const known = REASONS.find((each) => each === reason)
  const words = [
    known ? t(`pauseReason.${known}`) : reason,
    basis && t('basis', { basis }),
    approver && t('pauseApprover', { name: approver }),
  ]
  return words.filter(Boolean).join('. ')
}

function startRow(lines: readonly ExplanationLine[], t: Words, format: Format): Row[] {
  const [start] = linesOf(lines, 'start')
  const [shift] = linesOf(lines, 'startShifted')
  if (!start) return []
  const what = t('received', { when: format.shortDateTime(start.at) })
  if (!shift) return [{ what }]
  const note = t(`shift.${shift.reason}`, { cutOff: shift.cutOff ?? '' })
  return [{ what, note, effect: format.shortDateTime(shift.to) }]
}

/** Days off in one line: holidays by their names, weekends as such; twenty dates would explain nothing. */
function daysOffRow(lines: readonly ExplanationLine[], t: Words, format: Format): Row[] {
  const off = linesOf(lines, 'dayOff')
  if (off.length === 0) return []
  const named = new Map<string, string[]>()
  for (const { name, date } of off) if (name) named.set(name, [...(named.get(name) ?? []), date])
  const holidays = [...named].map(([name, dates]) => {
    const [first, last] = [dates[0] ?? '', dates.at(-1) ?? '']
    const when = first === last ? format.date(first) : t('fromTo', { from: format.dayMonth(first), to: format.date(last) })
    return t('holiday', { name, when })
  })
  const others = off.filter(({ name, reason }) => !name && reason !== 'weekly' && reason !== 'notCounted')
  const words = [
    ...holidays,
    ...others.map(({ date }) => t('otherDayOff', { date: format.date(date) })),
    off.some(({ reason }) => reason === 'weekly' || reason === 'notCounted') ? t('weekend') : '',
  ].filter(Boolean)
  const bases = [...new Set(off.map(({ basis }) => basis).filter((basis) => basis !== undefined))]
  const note = bases.length > 0 ? t('basis', { basis: bases.join('; ') }) : undefined
  return [{ what: format.capital(words.join(t('and'))), note, effect: t('skipped') }]
}

/** The lines of the reckoning as a person would tell them, each with what it does to the date. */
function rowsOf(lines: readonly ExplanationLine[], t: Words, format: Format): Row[] {
  const dayMinutes = linesOf(lines, 'limit')[0]?.dayMinutes ?? 480
  const limits = linesOf(lines, 'limit').map((line) => ({
    what: t('limitIs', { limit: limitWords(line, t) }),
    note: line.unit === 'sameDay' && line.cutOff ? t('cutOff', { time: line.cutOff }) : undefined,
    effect: line.to ? format.shortDateTime(line.to) : undefined,
  }))
  const pauses = linesOf(lines, 'pause').map((line) => ({
    what: t('pause'),
    note: [
      line.to ? format.range(line.from, line.to) : t('pausedSince', { when: format.shortDateTime(line.from) }),
      ...(line.causes ?? []).map((cause) => causeWords(cause, t)),
    ].join('. '),
    effect: line.to ? t('added', { time: format.workingTime(line.minutes, { dayMinutes, units: 3 }) }) : t('stillPaused'),
  }))
  const rolled = linesOf(lines, 'rolled').map((line) => ({
    what: t(`rolled.${line.reason}`),
    effect: format.shortDateTime(line.to),
  }))
  const results = linesOf(lines, 'result').map((line) => ({
    what: t('due'),
    effect: line.at
      ? format.shortDateTime(line.at)
      : t('leftAfterPause', { time: format.workingTime(line.remainingMinutes ?? 0, { dayMinutes, units: 3 }) }),
  }))
  return [...startRow(lines, t, format), ...limits, ...pauses, ...daysOffRow(lines, t, format), ...rolled, ...results]
}

export function DueExplanation({ lines, isOpen = false }: { lines: readonly ExplanationLine[]; isOpen?: boolean }) {
  const t = useTranslations('ui.why')
  const format = useFormat()
  const at = linesOf(lines, 'result')[0]?.at
  return (
    <Disclosure isFlat isOpen={isOpen} summary={at ? t('title', { when: format.shortDateTime(at) }) : t('titlePaused')}>
      <ol className="calc">
        {rowsOf(lines, t, format).map(({ what, note, effect }) => (
          <li key={`${what}|${note ?? ''}|${effect ?? ''}`}>
            <span>
              {what}
              {note && <small>{note}</small>}
            </span>
            {effect ? <b>{effect}</b> : <Fragment />}
          </li>
        ))}
      </ol>
    </Disclosure>
  )
}
