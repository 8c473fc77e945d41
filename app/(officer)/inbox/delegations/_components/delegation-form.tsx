'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import type { Api } from '#app/_lib/api-types.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { useTRPCClient } from '#app/_lib/trpc.tsx'
import { Button } from '#app/_ui/button.tsx'
import { DayField } from '#app/_ui/day-field.tsx'
import { Checkbox, Select, TextArea } from '#app/_ui/inputs.tsx'
import { StatusLine } from '#app/_ui/status-line.tsx'
import { FaultNote } from '../../../_components/fault-note.tsx'
import styles from './delegations.module.css'

type Place = Api['delegation']['mine']['places'][number]
type Role = Place['principals'][number]['roles'][number]['role']

const nothing = { toId: '', roles: [] as Role[], validFrom: '', validTo: '', reason: '' }

/** Who, to whom, what of it, from when to when and why; what has only one possible answer is not asked. */
export function DelegationForm({ places }: { places: readonly Place[] }) {
  const t = useTranslations('delegation')
  const locale = useLocale()
  const api = useTRPCClient()
  const router = useRouter()
  const [agencyId, setAgencyId] = useState(places[0]?.agencyId ?? '')
  const place = places.find((one) => one.agencyId === agencyId) ?? places[0]
  const [fromId, setFromId] = useState('')
  const from = place?.principals.find(({ id }) => id === fromId) ?? place?.principals.find(({ isMe }) => isMe)
  const [typed, setTyped] = useState(nothing)
  // one intent, one id: pressed twice it is entered once
  const requestId = useRef<string | null>(null)
  const create = useMutation({
    mutationFn: () => {
      requestId.current ??= crypto.randomUUID()
      return api.delegation.create.mutate({
        requestId: requestId.current,
        agencyId: place?.agencyId ?? '',
        ...(from && !from.isMe ? { fromId: from.id } : {}),
        ...typed,
      })
    },
    onSuccess: () => {
      requestId.current = null
      setTyped(nothing)
      router.refresh()
    },
    // what was refused is asked again with other words
    onError: () => {
      requestId.current = null
    },
  })
  const onlyMe = place?.principals.length === 1 && place.principals[0]?.isMe
  const day = (name: 'validFrom' | 'validTo') => ({
    name: `delegation-${name}`,
    value: typed[name],
    onChange: (value: string) => setTyped({ ...typed, [name]: value }),
  })
  const labels: Record<string, string> = {
    fromId: t('from'),
    toId: t('to'),
    roles: t('roles'),
    validFrom: t('validFrom'),
    validTo: t('validTo'),
    reason: t('reason'),
  }
  const role = ({ nameVi, nameEn }: { nameVi: string; nameEn: string }) => inLanguage(locale, nameVi, nameEn)
  const person = ({ id, fullName, roles }: { id: string; fullName: string; roles: { nameVi: string; nameEn: string }[] }) => ({
    value: id,
    label: `${fullName} (${roles.map(role).join(', ')})`,
  })
  return (
    <form
      method="post"
      noValidate
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (!create.isPending) create.mutate()
      }}
    >
      <FaultNote error={create.error} labelOf={(path) => labels[path]} />
      {places.length > 1 && (
        <Select
          name="delegation-agency"
          label={t('agency')}
          value={place?.agencyId}
          onChange={(event) => setAgencyId(event.target.value)}
          options={places.map((one) => ({ value: one.agencyId, label: one.nameVi }))}
        />
      )}
      {!onlyMe && (
        <Select
          name="delegation-from"
          label={t('from')}
          hint={t('fromHint')}
          value={from?.id ?? ''}
          onChange={(event) => setFromId(event.target.value)}
          options={(place?.principals ?? []).map(person)}
        />
      )}
      <Select
        name="delegation-to"
        label={t('to')}
        hint={t('toHint')}
        value={typed.toId}
        onChange={(event) => setTyped({ ...typed, toId: event.target.value })}
        options={(place?.people ?? []).filter(({ id }) => id !== from?.id).map(person)}
      />
      {from && from.roles.length > 1 && (
        <fieldset>
          <legend>{t('roles')}</legend>
          <p className="hint">{t('rolesHint')}</p>
          {from.roles.map((one) => (
            <Checkbox
              key={one.role}
              name={`delegation-role-${one.role}`}
              label={role(one)}
              checked={typed.roles.includes(one.role)}
              onChange={(event) =>
                setTyped({
                  ...typed,
                  roles: event.target.checked ? [...typed.roles, one.role] : typed.roles.filter((each) => each !== one.role),
                })
              }
            />
          ))}
        </fieldset>
      )}
      <DayField {...day('validFrom')} label={t('validFrom')} />
      <DayField {...day('validTo')} label={t('validTo')} hint={t('validToHint')} />
      <TextArea
        name="delegation-reason"
        label={t('reason')}
        hint={t('reasonHint')}
        rows={3}
        value={typed.reason}
        onChange={({ target }) => setTyped({ ...typed, reason: target.value })}
      />
      <div className="btns">
        <Button isBusy={create.isPending}>{t('submit')}</Button>
        {create.isSuccess && <StatusLine tone="good">{t('created')}</StatusLine>}
      </div>
    </form>
  )
}
