import { ActionIcon, Autocomplete, NumberInput, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { PrescriptionLine, PrescriptionWarning } from '#contract/prescribing.ts'
import { StatusShape } from '../../ui/StatusShape.tsx'
import classes from './LineEditor.module.css'

const usualDoses = ['1-0-1', '1-1-1', '1-0-0', '0-0-1', '0-1-0', '2-2-2', '1-1-1-1']

interface LineEditorProps {
  line: PrescriptionLine
  warnings: readonly PrescriptionWarning[]
  /** The patient has some, and without its class a medicine cannot be held against them. */
  hasAllergies: boolean
  onChange: (line: PrescriptionLine) => void
  onRemove: () => void
}

/** One medicine, every part of it changed in place. */
export function LineEditor({ line, warnings, hasAllergies, onChange, onRemove }: LineEditorProps) {
  const { t } = useTranslation('clinical')
  const { medicine, drugClass, dose, days, advice } = line
  const severe = warnings.some(({ kind }) => kind === 'allergy')

  return (
    <fieldset className={classes.line} data-severe={severe || undefined} aria-label={medicine}>
      <div className={classes.name}>
        <strong>{medicine}</strong>
        <ActionIcon aria-label={t('remove', { what: medicine })} onClick={onRemove}>
          <IconX size={16} />
        </ActionIcon>
      </div>
      {warnings.map((warning) => (
        <WarningText key={`${warning.kind} ${warning.because}`} warning={warning} />
      ))}
      {hasAllergies && !drugClass && !severe && (
        <p className={classes.warning}>
          <StatusShape shape="alert" size={14} /> {t('warning.unchecked')}
        </p>
      )}
      <div className={classes.fields}>
        <Autocomplete
          aria-label={t('line.dose', { medicine })}
          placeholder={t('line.dosePlaceholder')}
          size="xs"
          className={classes.dose}
          data={usualDoses}
          // The list helps whoever begins; what a preset says is not filtered against it.
          filter={({ options, search }) =>
            search ? options.filter((one) => 'value' in one && one.value.startsWith(search)) : options
          }
          value={dose}
          maxLength={200}
          onChange={(next) => onChange({ ...line, dose: next })}
        />
        <NumberInput
          aria-label={t('line.days', { medicine })}
          placeholder={t('line.daysPlaceholder')}
          size="xs"
          className={classes.days}
          suffix={` ${t('line.daysUnit')}`}
          min={1}
          max={365}
          allowDecimal={false}
          hideControls
          value={days ?? ''}
          onChange={(next) =>
            onChange({ ...line, days: next === '' ? null : Math.min(Math.max(Number(next), 1), 365) })
          }
        />
        <TextInput
          aria-label={t('line.advice', { medicine })}
          placeholder={t('line.advicePlaceholder')}
          size="xs"
          className={classes.advice}
          value={advice}
          maxLength={300}
          onChange={(event) => onChange({ ...line, advice: event.currentTarget.value })}
        />
      </div>
    </fieldset>
  )
}

export function WarningText({ warning: { kind, because } }: { warning: PrescriptionWarning }) {
  const { t } = useTranslation('clinical')
  return (
    <p className={classes.warning} data-kind={kind}>
      <StatusShape shape="alert" size={14} /> {t(`warning.${kind}`, { because })}
    </p>
  )
}
