import { useDebouncedValue } from '@mantine/hooks'
import { IconPill, IconTemplate } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addMedicine, type Preset, searchMedicines } from '#contract/encounters.ts'
import type { PrescriptionLine, PrescriptionWarning } from '#contract/prescribing.ts'
import { useAct, useCall } from '../../lib/query.ts'
import { useKeys } from '../../ui/keys.ts'
import { Refusal } from '../../ui/Refusal.tsx'
import { Adder } from './Adder.tsx'
import { LineEditor } from './LineEditor.tsx'
import classes from './Section.module.css'

interface PrescriptionPanelProps {
  clinicId: string
  presets: readonly Preset[]
  lines: readonly PrescriptionLine[]
  warnings: readonly PrescriptionWarning[]
  hasAllergies: boolean
  onChange: (lines: PrescriptionLine[]) => void
  onPreset: (preset: Preset) => void
}

const newKey = '+'

/** From a preset or from the list, then changed in place; what speaks against a line stands at the line. */
export function PrescriptionPanel({
  clinicId,
  presets,
  lines,
  warnings,
  hasAllergies,
  onChange,
  onPreset,
}: PrescriptionPanelProps) {
  const { t } = useTranslation('clinical')
  const presetBox = useRef<HTMLInputElement>(null)
  const medicineBox = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text.trim(), 150)
  const found = useCall(searchMedicines, asked ? { clinicId, q: asked } : null, { keep: true, topics: [] })
  const own = useAct(addMedicine, { invalidates: [searchMedicines] })
  const options = text.trim() ? (found.data ?? []) : []
  const answers = found.data && !found.isPlaceholderData ? asked : null
  useKeys(t('visit'), [
    // The list opens with the key, as it does with a click.
    { keys: 'p', label: t('prescription.preset'), run: () => open(presetBox.current) },
    { keys: 'm', label: t('prescription.add'), run: () => medicineBox.current?.focus() },
  ])

  function open(box: HTMLInputElement | null) {
    box?.focus()
    box?.click()
  }
  function add(name: string, drugClass: string) {
    onChange([...lines, { medicine: name, drugClass, dose: '', route: '', days: null, advice: '' }])
  }
  function pick(value: string) {
    if (value.startsWith(newKey)) {
      const name = value.slice(newKey.length)
      own.mutate({ clinicId, name })
      return add(name, '')
    }
    add(value, options.find(({ name }) => name === value)?.drugClass ?? '')
  }

  return (
    <section className={classes.section}>
      <h2 className={classes.heading}>{t('prescription.title')}</h2>
      <Adder
        ref={presetBox}
        label={t('prescription.preset')}
        placeholder={presets.length > 0 ? t('prescription.presetPlaceholder') : t('prescription.noPresets')}
        icon={<IconTemplate size={16} aria-hidden />}
        options={presets.map(({ id, name }) => ({ value: id, label: name }))}
        nothing={t('prescription.noPreset')}
        onPick={(id) => {
          const preset = presets.find((one) => one.id === id)
          if (preset) onPreset(preset)
        }}
      />
      {lines.map((line, place) => (
        <LineEditor
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other identity, and is never reordered
          key={place}
          line={line}
          warnings={warnings.filter((warning) => warning.line === place)}
          hasAllergies={hasAllergies}
          onChange={(changed) => onChange(lines.map((one, index) => (index === place ? changed : one)))}
          onRemove={() => onChange(lines.filter((_, index) => index !== place))}
        />
      ))}
      <Adder
        ref={medicineBox}
        label={t('prescription.add')}
        placeholder={t('prescription.addPlaceholder')}
        icon={<IconPill size={16} aria-hidden />}
        onSearch={setText}
        answers={answers}
        options={[
          ...options.map(({ name }) => ({ value: name, label: name })),
          ...(asked.length > 2 && answers === asked && !options.some(({ name }) => name === asked)
            ? [{ value: newKey + asked, label: t('prescription.addOwn', { medicine: asked }), deliberate: true }]
            : []),
        ]}
        nothing={t('prescription.nothing')}
        onPick={pick}
      />
      <Refusal error={own.error?.code === 'name_taken' ? null : own.error} />
    </section>
  )
}
