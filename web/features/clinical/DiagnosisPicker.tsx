import { ActionIcon } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch, IconX } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { searchDiagnoses, type VisitDiagnosis } from '#contract/encounters.ts'
import { useCall } from '../../lib/query.ts'
import { useKeys } from '../../ui/keys.ts'
import { Adder } from './Adder.tsx'
import classes from './Section.module.css'
import { ToothPicker } from './ToothPicker.tsx'

interface DiagnosisPickerProps {
  clinicId: string
  /** Of the patient. */
  bornOn: string | null
  value: readonly VisitDiagnosis[]
  onChange: (diagnoses: VisitDiagnosis[]) => void
}

/** ICD-10 by code or words, each with its tooth where it has one. */
export function DiagnosisPicker({ clinicId, bornOn, value, onChange }: DiagnosisPickerProps) {
  const { t } = useTranslation('clinical')
  const box = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text.trim(), 150)
  const found = useCall(searchDiagnoses, asked ? { clinicId, q: asked } : null, { keep: true, topics: [] })
  const options = text.trim() ? (found.data ?? []) : []
  useKeys(t('visit'), [{ keys: 'd', label: t('diagnosis.title'), run: () => box.current?.focus() }])

  const change = (place: number, tooth: string | null) =>
    onChange(value.map((one, index) => (index === place ? { ...one, tooth } : one)))

  return (
    <section className={classes.section}>
      <h2 className={classes.heading}>{t('diagnosis.title')}</h2>
      {value.length > 0 && (
        <ul className={classes.items}>
          {value.map((diagnosis, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same diagnosis may stand there for two teeth
            <li key={`${diagnosis.code} ${place}`} className={classes.item}>
              <span>
                <bdi className={classes.code}>{diagnosis.code}</bdi> <bdi>{diagnosis.title}</bdi>
              </span>
              <ToothPicker
                value={diagnosis.tooth}
                of={diagnosis.title}
                bornOn={bornOn}
                onChange={(tooth) => change(place, tooth)}
              />
              <ActionIcon
                aria-label={t('remove', { what: diagnosis.title })}
                onClick={() => onChange(value.filter((_, index) => index !== place))}
              >
                <IconX size={16} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      <Adder
        ref={box}
        label={t('diagnosis.add')}
        placeholder={t('diagnosis.placeholder')}
        icon={<IconSearch size={16} aria-hidden />}
        onSearch={setText}
        options={options.map(({ code, title }) => ({ value: code, label: `${code}  ${title}` }))}
        answers={found.data && !found.isPlaceholderData ? asked : null}
        nothing={t('diagnosis.nothing')}
        onPick={(code) => {
          const title = options.find((one) => one.code === code)?.title
          if (title) onChange([...value, { code, title, tooth: null }])
        }}
      />
    </section>
  )
}
