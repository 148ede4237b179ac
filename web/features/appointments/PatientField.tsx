import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getPatient, type PatientRow, searchPatients } from '#contract/patients.ts'
import { useCall } from '#web/lib/query.ts'
import { readCaller } from '#web/shared/caller.ts'
import { useClinic } from '#web/shared/place.ts'
import type { ChosenPatient } from './book-values.ts'
import { isSomebodyElse } from './find-model.ts'
import classes from './PatientField.module.css'
import { PatientMatches } from './PatientMatches.tsx'

/** Two letters fit half a branch, and Tab takes the first. */
const least = 3

interface PatientFieldProps {
  value: ChosenPatient | null
  /** A patient known from the URL only. */
  patientId: string | undefined
  error: string | undefined
  /** Where the keyboard goes once somebody is chosen: a selector within the form. */
  next: string
  onChange: (patient: ChosenPatient | null) => void
}

/** A number, a name, or both: known people are offered, others become new callers. */
export function PatientField({ value, patientId, error, next, onChange }: PatientFieldProps) {
  const { t } = useTranslation('appointments')
  const { id: clinicId } = useClinic()
  const [text, setText] = useState('')
  const [settled] = useDebouncedValue(text.trim(), 120)
  const known = useCall(getPatient, patientId && !value ? { clinicId, patientId } : null)
  const caller = readCaller(settled)
  const found = useCall(searchPatients, settled.length >= least ? { clinicId, q: caller.query, limit: 5 } : null)
  const matches = settled === text.trim() ? (found.data?.patients ?? []) : []
  const chosen = value ?? known.data ?? null
  const root = useRef<HTMLDivElement>(null)
  const take = (patient: ChosenPatient) => {
    const form = root.current?.closest('form')
    onChange(patient)
    // The field goes away with the choice; the focus must not go with it.
    requestAnimationFrame(() => form?.querySelector<HTMLElement>(next)?.focus())
  }

  if (chosen) {
    return (
      <div className={classes.chosen}>
        <div>
          <div className={classes.label}>{chosen.id ? t('patient.label') : t('find.newCaller')}</div>
          <strong>
            <bdi>{chosen.fullName}</bdi>
          </strong>{' '}
          <bdi className="ltr">{chosen.phone}</bdi>
        </div>
        {!patientId && (
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => {
              setText([chosen.fullName, chosen.phone].filter(Boolean).join(' '))
              onChange(null)
            }}
          >
            {t('patient.change')}
          </Button>
        )}
      </div>
    )
  }

  const choose = ({ id, fullName, phone }: PatientRow) => take({ id, fullName, phone })
  const isElse = isSomebodyElse(
    caller,
    matches.map(({ fullName }) => fullName),
  )
  const newCaller = caller.name ? { id: null, fullName: caller.name, phone: caller.phone } : null
  const first = matches[0]
  /** Enter and Tab take the best guess. False when there is nobody to take yet. */
  const takeBest = () => {
    // What was found belongs to less than what is typed by now.
    if (settled !== text.trim()) return false
    if (first && !isElse) choose(first)
    else if (newCaller && found.data) take(newCaller)
    else return false
    return true
  }

  return (
    <div ref={root}>
      <TextInput
        label={t('patient.label')}
        description={t('patient.hint')}
        placeholder={t('patient.placeholder')}
        value={text}
        error={error}
        data-autofocus
        dir="auto"
        autoComplete="off"
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          const isTab = event.key === 'Tab' && !event.shiftKey
          const isEnter = event.key === 'Enter' && !event.ctrlKey && !event.metaKey
          if ((isTab && takeBest()) || isEnter) event.preventDefault()
          if (isEnter) takeBest()
        }}
      />
      {settled.length >= least && found.data && (
        <PatientMatches matches={matches} newCaller={newCaller} newFirst={isElse} onChoose={choose} onNew={take} />
      )}
    </div>
  )
}
