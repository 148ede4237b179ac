import { Progress } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Import } from '#contract/imports.ts'
import { useFormat } from '../../lib/format.ts'
import classes from './imports.module.css'
import { StartButton } from './StartButton.tsx'
import { useSaid } from './use-said.ts'

/** How far it is. The work is done elsewhere: leaving the page does not stop it. */
export function ProgressStep({ it }: { it: Import }) {
  const { t } = useTranslation('imports')
  const said = useSaid()
  const { number } = useFormat()
  const undoing = it.status === 'undoing'
  const gone = it.undo ? it.undo.appointments + it.undo.patients : 0
  const [done, total] = undoing ? [gone, Math.max(it.rowsImported, gone, 1)] : [it.rowsDone, Math.max(it.rowsTotal, 1)]
  const share = Math.min(100, (done / total) * 100)
  return (
    <section className={classes.progress} aria-live="polite">
      <h2 className={classes.heading}>
        {t(undoing ? 'progress.undoing' : it.status === 'queued' ? 'progress.queued' : 'progress.running')}
      </h2>
      <Progress
        value={share}
        size="lg"
        radius="xl"
        animated={it.status !== 'queued'}
        aria-label={t('progress.label')}
      />
      <p className={classes.figures}>
        {undoing
          ? t('progress.gone', { rows: number(gone) })
          : t('progress.rows', { done: number(done), total: number(total) })}
      </p>
      {it.failure && <p className={classes.quiet}>{said(it.failure)}</p>}
      {it.stalled ? (
        <>
          <p role="status">{t('progress.stalled')}</p>
          <div>
            <StartButton it={it} />
          </div>
        </>
      ) : (
        <p className={classes.quiet}>{t('progress.leave')}</p>
      )}
    </section>
  )
}
