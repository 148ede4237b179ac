import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getPatient, type PatientRow, searchPatients } from '#contract/patients.ts'
import { useCall } from '#web/lib/query.ts'
import { useClinic } from '#web/shared/place.ts'
import { isSomebodyElse, readCaller } from './find-model.ts'
import classes from './PatientField.module.css'
import { PatientMatches } from './PatientMatches.tsx'

/** Who it is for: somebody known by id, or somebody to be registered with it. */
export type ChosenPatient =
  | { id: string; fullName: string; phone: string | null }
  | { id: null; fullName: string; phone: string | null }

interface PatientFieldProps {
  value: ChosenPatient | null
  /** A patient known from the URL only. */
  patientId: string | undefined
  error: string | undefined
  onChange: (patient: ChosenPatient | null) => void
}

/** A number, a name, or both: known people are offered, others become new callers. Also the best guess is chosen while typing. */
export function PatientField({ value, patientId, error, onChange }: PatientFieldProps) {
  const { t } = useTranslation('appointments')
  const { id: clinicId } = useClinic()
  const [text, setText] = useState('')
  const [settled] = useDebouncedValue(text.trim(), 120)
  const known = useCall(getPatient, patientId && !value ? { clinicId, patientId } : null)
  const caller = readCaller(settled)
  const found = useCall(searchPatients, settled.length >= 2 ? { clinicId, q: caller.query, limit: 5 } : null)
  const matches = settled === text.trim() ? (found.data?.patients ?? []) : []
  const chosen = value ?? known.data ?? null

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

  const choose = ({ id, fullName, phone }: PatientRow) => onChange({ id, fullName, phone })
  const isElse = isSomebodyElse(
    caller,
    matches.map(({ fullName }) => fullName),
  )
  const newCaller = caller.name ? { id: null, fullName: caller.name, phone: caller.phone } : null
  const first = matches[0]
  /** Leaving the field, by Tab or by Enter, takes the best guess. */
  const takeBest = () => {
    if (first && !isElse) choose(first)
    else if (newCaller && found.data) onChange(newCaller)
  }

  return (
    <div>
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
          if (event.key === 'Tab' && !event.shiftKey) takeBest()
          if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return
          event.preventDefault()
          takeBest()
        }}
      />
      {settled.length >= 2 && found.data && (
        <PatientMatches matches={matches} newCaller={newCaller} newFirst={isElse} onChoose={choose} onNew={onChange} />
      )}
    </div>
  )
}
