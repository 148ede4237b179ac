import { useTranslation } from 'react-i18next'
import type { Import } from '#contract/imports.ts'
import { StatusShape } from '../../ui/StatusShape.tsx'
import classes from './imports.module.css'
import { isUnderWay } from './use-imports.ts'

const steps = ['file', 'look', 'import', 'result'] as const

/** Where one is on the way: the file, its columns and preview, the import, the result. */
export function Steps({ of }: { of: Import }) {
  const { t } = useTranslation('imports')
  const now = of.status === 'preview' ? 1 : isUnderWay(of) ? 2 : 3
  return (
    <ol className={classes.steps} aria-label={t('steps.label')}>
      {steps.map((step, at) => (
        <li
          key={step}
          data-state={at < now ? 'past' : at === now ? 'now' : 'ahead'}
          aria-current={at === now ? 'step' : undefined}
        >
          <StatusShape shape={at < now ? 'check' : at === now ? 'dot' : 'ring'} size={10} />
          {t(`steps.${step}`)}
        </li>
      ))}
    </ol>
  )
}
