import { useTranslations } from 'next-intl'
import type { Api } from '#app/_lib/api-types.ts'
import { Disclosure } from '#app/_ui/disclosure.tsx'
import { FlowView } from '../../../_components/flow/flow-view.tsx'

/** The whole process of the dossier's version with this dossier marked in it. Closed at first: most work needs only the next step. */
export function WhereItStands({ way }: { way: Api['dossier']['way'] }) {
  const t = useTranslations('staff.steps')
  return (
    <Disclosure summary={t('where')} isFlat>
      <FlowView description={way.description} marks={way.marks} />
    </Disclosure>
  )
}
