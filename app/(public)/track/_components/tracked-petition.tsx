import { useTranslations } from 'next-intl'
import type { Api } from '#app/_lib/api-types.ts'
import { CodeText } from '#app/_ui/code-text.tsx'
import { Crumbs } from '#app/_ui/crumbs.tsx'
import { PetitionState } from '#app/_ui/petition-state.tsx'
import { PetitionWay, Typed } from '#app/_ui/petition-way.tsx'
import { Pairs } from '#app/_ui/summary-rows.tsx'
import { When } from '#app/_ui/when.tsx'

/** For whoever holds the slip: where it is, until when, and the answer; neither who asked nor what was asked. */
export function TrackedPetition({ view }: { view: Api['petition']['track'] }) {
  const t = useTranslations('track')
  const p = useTranslations('voice.page')
  const { code, state, isLate, agencyNameVi, agencyPhone, dueAt, endedAt, answer, events } = view
  return (
    <div className="read">
      <Crumbs trail={[{ href: '/track', label: t('title') }, { label: <CodeText code={code} isSoft /> }]} />
      <h1>{t('petition')}</h1>
      <p className="below-title">
        <PetitionState state={state} isLate={isLate} />
      </p>
      {answer && (
        <section className="sec">
          <h2>{p('answer')}</h2>
          <div lang="vi">
            <Typed>{answer}</Typed>
          </div>
        </section>
      )}
      <Pairs
        pairs={[
          { term: p('code'), value: <CodeText code={code} /> },
          { term: p('to'), value: <span lang="vi">{`${agencyNameVi}, ${agencyPhone}`}</span> },
          ...(endedAt === null ? [{ term: p('due'), value: <When at={dueAt} /> }] : []),
        ]}
      />
      <section className="sec">
        <h2>{p('way')}</h2>
        <PetitionWay events={events} />
      </section>
    </div>
  )
}
