import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import classes from './FirstSteps.module.css'

/** One line of the list: what, whether it is there, and what to fill in. */
export function Step({ title, done, children }: { title: string; done: boolean; children: ReactNode }) {
  const { t } = useTranslation('registration')
  return (
    <section className={classes.step} data-done={done || undefined}>
      <header className={classes.head}>
        <h2 className={classes.title}>{title}</h2>
        <StatusBadge
          {...(done ? ({ tone: 'good', shape: 'check' } as const) : ({ tone: 'plain', shape: 'ring' } as const))}
        >
          {done ? t('steps.done') : t('steps.missing')}
        </StatusBadge>
      </header>
      {children}
    </section>
  )
}
