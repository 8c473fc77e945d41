'use client'

import { useLocale, useTranslations } from 'next-intl'
import { inLanguage } from '#app/_lib/in-language.ts'
import { type DraftOwnerInput, draftOwnerSchema } from '#server/modules/draft/draft.schema.ts'
import { OF_ORGANISATIONS, RIGHTS, representationPaper } from '#workflows/form/representation.ts'
import { Radios, Select, TextField } from './inputs.tsx'

const KINDS = ['self', 'person', 'organisation'] as const
type FieldName = 'name' | 'number' | 'right' | 'phone' | 'email'

export interface WhomState extends Record<FieldName, string> {
  kind: (typeof KINDS)[number]
}
export const forOneself: WhomState = { kind: 'self', name: '', number: '', right: '', phone: '', email: '' }

const PATHS: Record<string, FieldName> = {
  fullName: 'name',
  personalId: 'number',
  organisationId: 'number',
  right: 'right',
  phone: 'phone',
  email: 'email',
}

/** What the server is told, or which of the fields are wrong. */
export function readWhom(whom: WhomState): { owner?: DraftOwnerInput; wrong: FieldName[] } {
  if (whom.kind === 'self') return { wrong: [] }
  const { name: fullName, number, phone, email } = whom
  const right = RIGHTS.find((one) => one === whom.right)
  if (!right) return { wrong: [...wrongIn(whom), 'right'] }
  const owner: DraftOwnerInput =
    whom.kind === 'person'
      ? { kind: 'PERSON', fullName, personalId: number, phone, email, right }
      : { kind: 'ORGANISATION', fullName, organisationId: number, phone, email, right }
  const issues = draftOwnerSchema.safeParse(owner).error?.issues ?? []
  const wrong = [...new Set(issues.flatMap(({ path }) => PATHS[String(path[0])] ?? []))]
  return wrong.length > 0 ? { wrong } : { owner, wrong }
}

/** The rest of the fields, while nobody has said by what right. */
function wrongIn(whom: WhomState): FieldName[] {
  const right = whom.kind === 'organisation' ? 'LEGAL_REPRESENTATIVE' : 'AUTHORISED'
  return readWhom({ ...whom, right }).wrong.filter((name) => name !== 'right')
}

/** For the summary of errors above the form. */
export function useWhomProblems(): (wrong: readonly FieldName[], whom: WhomState) => { fieldId: string; message: string }[] {
  const t = useTranslations('ui.whom.problems')
  return (wrong, { kind }) => {
    const isOrganisation = kind === 'organisation'
    const problemOf: Record<FieldName, string> = {
      name: t(isOrganisation ? 'orgName' : 'name'),
      number: t(isOrganisation ? 'taxCode' : 'number'),
      right: t('right'),
      phone: t('phone'),
      email: t('email'),
    }
    return wrong.map((name) => ({ fieldId: `whom-${name}`, message: problemOf[name] }))
  }
}

/** For whom it is filed; for another, who that is, by what right, and which paper shows it. At the counter the desk asks and writes it down. */
export function Whom({
  whom,
  wrong,
  isAtDesk = false,
  onChange,
}: {
  whom: WhomState
  wrong: readonly FieldName[]
  isAtDesk?: boolean
  onChange: (whom: WhomState) => void
}) {
  const t = useTranslations('ui.whom')
  const desk = useTranslations('ui.whomAtDesk')
  const rightName = useTranslations('ui.rights')
  const locale = useLocale()
  const { kind } = whom
  const isOrganisation = kind === 'organisation'
  const rights = RIGHTS.filter((right) => OF_ORGANISATIONS.includes(right) === isOrganisation)
  const chosen = RIGHTS.find((right) => right === whom.right)
  const paper = chosen && representationPaper(chosen)
  const problemsOf = useWhomProblems()
  const paperHint = (name: string) => (isAtDesk ? desk('paper', { paper: name }) : t('paper', { paper: name }))
  const field = (name: FieldName) => ({
    name: `whom-${name}`,
    value: whom[name],
    error: problemsOf(wrong, whom).find(({ fieldId }) => fieldId === `whom-${name}`)?.message,
    onChange: (event: { currentTarget: { value: string } }) => onChange({ ...whom, [name]: event.currentTarget.value }),
  })
  return (
    <>
      <Radios
        name="whom"
        label={isAtDesk ? desk('question') : t('question')}
        value={kind}
        onChange={(event) => {
          const next = KINDS.find((one) => one === event.currentTarget.value) ?? kind
          onChange({ ...whom, kind: next, number: '', right: '' })
        }}
        options={KINDS.map((value) =>
          isAtDesk ? { value, label: desk(value) } : { value, label: t(value), hint: t(`${value}Hint`) },
        )}
      />
      {kind !== 'self' && (
        <>
          <p className="small soft">{isAtDesk ? desk('both') : t('both')}</p>
          <TextField {...field('name')} label={t(isOrganisation ? 'orgName' : 'name')} autoComplete="off" maxLength={200} />
          <TextField
            {...field('number')}
            label={t(isOrganisation ? 'taxCode' : 'number')}
            inputMode="numeric"
            autoComplete="off"
            maxLength={20}
          />
          <Select
            {...field('right')}
            label={isAtDesk ? desk('right') : t('right')}
            hint={paper ? paperHint(inLanguage(locale, paper.nameVi, paper.nameEn)) : undefined}
            options={rights.map((value) => ({ value, label: rightName(value) }))}
          />
          <TextField
            {...field('phone')}
            label={t('phone')}
            isOptional
            inputMode="tel"
            autoComplete="off"
            isShort
            maxLength={20}
          />
          <TextField {...field('email')} label={t('email')} isOptional inputMode="email" autoComplete="off" maxLength={254} />
        </>
      )}
    </>
  )
}
