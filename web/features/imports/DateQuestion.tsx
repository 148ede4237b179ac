import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ImportPreview } from '#contract/imports.ts'
import classes from './imports.module.css'
import { useSaid } from './use-said.ts'

/** 3/4/1990: asked when the column itself cannot tell. */
export function DateQuestion({
  question,
  onChoose,
}: {
  question: NonNullable<ImportPreview['dateQuestion']>
  onChoose: (order: 'dmy' | 'mdy') => void
}) {
  const { t } = useTranslation('imports')
  const said = useSaid()
  return (
    <div className={classes.question}>
      <p>{said(question.sentence)}</p>
      <SegmentedControl
        aria-label={t('dates.label')}
        value={question.order}
        onChange={(value) => onChoose(value as 'dmy' | 'mdy')}
        data={[
          { value: 'dmy', label: t('dates.dmy') },
          { value: 'mdy', label: t('dates.mdy') },
        ]}
      />
    </div>
  )
}
