import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Import } from '#contract/imports.ts'
import classes from './imports.module.css'

export interface SheetChoiceProps {
  it: Import
  busy: boolean
  onChoose: (sheet: string) => void
}

/** Which sheet of a workbook is read; its columns are guessed anew when another is chosen. */
export function SheetChoice({ it, busy, onChoose }: SheetChoiceProps) {
  const { t } = useTranslation('imports')
  const { sheets = [], sheet } = it.preview
  if (sheets.length < 2) return null
  return (
    <Select
      label={t('sheet')}
      data={sheets}
      value={sheet ?? null}
      onChange={(chosen) => chosen && chosen !== sheet && onChoose(chosen)}
      allowDeselect={false}
      disabled={busy}
      className={classes.sheetChoice}
    />
  )
}
