import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './Audit.module.css'

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  )
}

/** What an act is called in the trail and in the log of requests: for who looks further. */
export function TraceFacts({ act }: { act: { event: string; id: string; traceId: string | null } }) {
  const { t } = useTranslation('audit')
  return (
    <dl className={`${classes.facts} ${classes.soft}`}>
      <Fact label={t('act.event')}>
        <code dir="ltr">{act.event}</code>
      </Fact>
      <Fact label={t('act.row')}>
        <code dir="ltr">{act.id}</code>
      </Fact>
      {act.traceId && (
        <Fact label={t('act.trace')}>
          <code dir="ltr">{act.traceId}</code>
        </Fact>
      )}
    </dl>
  )
}
