import { Button, Popover, SegmentedControl } from '@mantine/core'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/format.ts'
import classes from './ToothPicker.module.css'
import { adultTeeth, hasMilkTeeth, milkTeeth, neighbour } from './teeth.ts'

interface ToothPickerProps {
  value: string | null
  /** What the tooth is for, for screen readers. */
  of: string
  /** Of the patient: a small child's mouth opens with milk teeth. */
  bornOn: string | null
  onChange: (tooth: string | null) => void
}

/** A tooth by FDI number: two rows as the dentist sees them; arrows move, Enter takes, two digits typed take too. */
export function ToothPicker({ value, of, bornOn, onChange }: ToothPickerProps) {
  const { t } = useTranslation('clinical')
  const [opened, setOpened] = useState(false)
  const today = useFormat().today()
  const [kind, setKind] = useState<'adult' | 'milk'>(() => {
    const isMilk = value ? Number(value[0]) > 4 : hasMilkTeeth(bornOn, today)
    return isMilk ? 'milk' : 'adult'
  })
  const rows = kind === 'adult' ? adultTeeth : milkTeeth
  const chart = useRef<HTMLFieldSetElement>(null)
  const typed = useRef('')
  const stop = value && rows.flat().includes(value) ? value : rows[0]![rows[0]!.length / 2]!

  const take = (tooth: string | null) => {
    onChange(tooth)
    setOpened(false)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLFieldSetElement>) => {
    const tooth = (event.target as HTMLElement).dataset.tooth
    const next = tooth && neighbour(rows, tooth, event.key)
    if (next) {
      event.preventDefault()
      chart.current?.querySelector<HTMLElement>(`[data-tooth="${next}"]`)?.focus()
    }
    if (!/^[1-8]$/.test(event.key)) return
    typed.current = (typed.current + event.key).slice(-2)
    if ([...adultTeeth, ...milkTeeth].flat().includes(typed.current)) take(typed.current)
  }

  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      trapFocus
      returnFocus
      position="bottom-end"
      onOpen={() => (typed.current = '')}
    >
      <Popover.Target>
        <Button
          size="compact-sm"
          variant={value ? 'light' : 'default'}
          onClick={() => setOpened(!opened)}
          aria-label={value ? t('tooth.of', { tooth: value, of }) : t('tooth.chooseFor', { of })}
        >
          {value ?? t('tooth.choose')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('tooth.title')}>
        {/* The mouth has its sides, whichever way the text runs. */}
        <fieldset ref={chart} dir="ltr" aria-label={t('tooth.title')} className={classes.mouth} onKeyDown={onKeyDown}>
          {rows.map((row) => (
            <div key={row[0]} className={classes.row}>
              {row.map((tooth) => (
                <button
                  key={tooth}
                  type="button"
                  className={classes.tooth}
                  data-tooth={tooth}
                  data-autofocus={tooth === stop || undefined}
                  aria-label={t('tooth.one', { tooth })}
                  aria-pressed={tooth === value}
                  tabIndex={tooth === stop ? 0 : -1}
                  onClick={() => take(tooth)}
                >
                  {tooth}
                </button>
              ))}
            </div>
          ))}
        </fieldset>
        <div className={classes.foot}>
          <SegmentedControl
            value={kind}
            onChange={(next) => setKind(next as 'adult' | 'milk')}
            data={[
              { value: 'adult', label: t('tooth.adult') },
              { value: 'milk', label: t('tooth.milk') },
            ]}
          />
          {value && (
            <Button size="compact-sm" variant="subtle" onClick={() => take(null)}>
              {t('tooth.none')}
            </Button>
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
