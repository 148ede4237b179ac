import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { searchPatients } from '#contract/patients.ts'
import { useCall } from '../../lib/query.ts'
import { useClinic } from '../../shared/place.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Money } from '../../ui/Money.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import classes from './FindPayer.module.css'

/** Who pays, by name, phone or number; before anything is typed, those who owe. Enter takes the first. */
export function FindPayer({ onChoose }: { onChoose: (patientId: string) => void }) {
  const { t } = useTranslation('billing')
  const { id: clinicId } = useClinic()
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const [settled] = useDebouncedValue(text.trim(), 150)
  const query = settled.length >= 2 ? { q: settled } : { show: 'owing' as const }
  const found = useCall(
    searchPatients,
    { clinicId, ...query, limit: 12 },
    { keep: true, topics: ['patient', 'payment'] },
  )
  const patients = found.data?.patients ?? []
  const current = Math.min(active, patients.length - 1)

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step) setActive((current + step + patients.length) % Math.max(patients.length, 1))
    // While the answer for what was typed is under way, the list is the one before: its first is somebody else.
    else if (event.key === 'Enter' && patients[current] && settled === text.trim() && !found.isPlaceholderData)
      onChoose(patients[current].id)
    else return
    event.preventDefault()
  }

  return (
    <div className={classes.find}>
      <TextInput
        label={t('find.label')}
        placeholder={t('find.placeholder')}
        leftSection={<IconSearch size={16} stroke={1.7} aria-hidden />}
        value={text}
        dir="auto"
        autoComplete="off"
        data-autofocus
        onChange={(event) => {
          setText(event.currentTarget.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
      />
      <Refusal error={found.error} onRetry={() => void found.refetch()} />
      <h3 className={classes.title}>{settled.length >= 2 ? t('find.found') : t('find.owing')}</h3>
      {found.data && patients.length === 0 && <EmptyState title={t('find.nobody')}>{t('find.nobodyHint')}</EmptyState>}
      <ul className={classes.list}>
        {patients.map(({ id, fullName, number, phone, dueMinor }, index) => (
          <li key={id}>
            <button
              type="button"
              className={classes.person}
              data-active={index === current || undefined}
              onClick={() => onChoose(id)}
            >
              <span className={classes.name}>
                <bdi>{fullName}</bdi>
                <span className={classes.detail}>
                  <bdi className="ltr">{[number, phone].filter(Boolean).join(' · ')}</bdi>
                </span>
              </span>
              <Money minor={dueMinor} dashZero />
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
