'use client'

import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useTRPCClient } from '#app/_lib/trpc.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Note } from '#app/_ui/note.tsx'
import { StatusLine } from '#app/_ui/status-line.tsx'
import styles from '../../notices.module.css'

type State = 'unknown' | 'missing' | 'denied' | 'off' | 'on'

const isAble = () => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window

/** A VAPID key as browsers take it. */
const bytesOf = (key: string) =>
  Uint8Array.from(atob(key.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))

async function stateNow(): Promise<State> {
  if (!isAble()) return 'missing'
  if (Notification.permission === 'denied') return 'denied'
  const worker = await navigator.serviceWorker.getRegistration()
  return (await worker?.pushManager.getSubscription()) ? 'on' : 'off'
}

/** The browser asks only after this button was pressed. */
export function PushSwitch({ publicKey }: { publicKey: string }) {
  const t = useTranslations('notices.push')
  const api = useTRPCClient()
  const [state, setState] = useState<State>('unknown')
  useEffect(() => {
    void stateNow().then(setState)
  }, [])

  const turn = useMutation({
    mutationFn: async (): Promise<State> => {
      const worker = await navigator.serviceWorker.ready
      const present = await worker.pushManager.getSubscription()
      if (present) {
        await api.notice.unsubscribe.mutate({ endpoint: present.endpoint })
        await present.unsubscribe()
        return 'off'
      }
      if ((await Notification.requestPermission()) !== 'granted') return stateNow()
      const made = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(publicKey) })
      const { p256dh = '', auth = '' } = made.toJSON().keys ?? {}
      await api.notice.subscribe.mutate({ endpoint: made.endpoint, p256dh, auth })
      return 'on'
    },
    onSuccess: setState,
  })

  return (
    <section className={styles.section}>
      <h2>{t('title')}</h2>
      <p>{t('text')}</p>
      {turn.isError && <Note family="stop" isAlert title={t('failed')} />}
      {state === 'missing' && <Note family="rest">{t('missing')}</Note>}
      {state === 'denied' && <Note family="wait">{t('denied')}</Note>}
      {(state === 'on' || state === 'off') && (
        <div className="btns">
          <Button type="button" kind="outlined" isBusy={turn.isPending} onClick={() => turn.mutate()}>
            {t(state === 'on' ? 'off' : 'on')}
          </Button>
          {state === 'on' && <StatusLine tone="good">{t('isOn')}</StatusLine>}
        </div>
      )}
    </section>
  )
}
