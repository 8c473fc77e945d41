import { useTranslations } from 'next-intl'
import type { Api } from '#app/_lib/api-types.ts'
import { useFormat } from '#app/_lib/use-format.ts'
import styles from '../../my.module.css'
import { EndButton } from './end-button.tsx'
import { type About, InviteForm } from './invite-form.tsx'

type Invitation = Api['invitation']['of'][number]

function Invited({ invitations }: { invitations: readonly Invitation[] }) {
  const t = useTranslations('my.people')
  const format = useFormat()
  const stateOf = ({ kind, status, expiresAt }: Invitation) => {
    const date = format.date(expiresAt)
    return t(`states.${kind === 'HELP' && status === 'ACCEPTED' ? 'HELPING' : status}`, { date })
  }
  const mayEnd = ({ kind, status }: Invitation) => status === 'OPEN' || (status === 'ACCEPTED' && kind === 'HELP')
  return (
    <section className="sec">
      <h2>{t('listTitle')}</h2>
      {invitations.length === 0 && <p className="soft">{t('none')}</p>}
      <ul>
        {invitations.map((one) => (
          <li key={one.id} className={styles.draft}>
            <div>
              <b>{one.toName ?? (one.toMasked === '' ? t('numberErased') : <span className="num">{one.toMasked}</span>)}</b>
              <p className="small soft">
                {t(`kinds.${one.kind}`)} · {stateOf(one)}
              </p>
            </div>
            {mayEnd(one) && (
              <EndButton id={one.id} label={t(one.status === 'OPEN' ? 'takeBack' : 'stop')} whose={one.toName ?? one.toMasked} />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Whom the owner lets in: helpers, and whoever is to go on with it. */
export function People({
  about,
  invitations,
  isOver,
  forAnother = null,
}: {
  about: About
  invitations: readonly Invitation[]
  isOver: boolean
  /** Of a draft that is filed for somebody else, by a right that cannot be given away: for whom. */
  forAnother?: string | null
}) {
  const t = useTranslations('my.people')
  const isDraft = 'draftId' in about
  return (
    <>
      <p className="lead">{isOver ? t('over') : t('lead')}</p>
      {!isOver && (
        <section className="sec">
          <h2>{t('helpTitle')}</h2>
          <p>{t('helpText')}</p>
          <div className="after-lead">
            <InviteForm about={about} kind="HELP" />
          </div>
        </section>
      )}
      {!isOver && (
        <section className="sec">
          <h2>{t('handTitle')}</h2>
          {forAnother === null ? (
            <>
              <p>{isDraft ? t('handDraftText') : t('handText')}</p>
              <div className="after-lead">
                <InviteForm about={about} kind="HAND_OVER" />
              </div>
            </>
          ) : (
            <p>{t('handForAnother', { name: forAnother })}</p>
          )}
        </section>
      )}
      <Invited invitations={invitations} />
    </>
  )
}
