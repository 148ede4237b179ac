import { Anchor } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Import } from '#contract/imports.ts'
import { useCall } from '../../lib/query.ts'
import { refreshSession } from '../../lib/session.ts'
import { Page } from '../../ui/Page.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { ImportStatusBadge } from './ImportStatusBadge.tsx'
import classes from './imports.module.css'
import { PreviewStep } from './PreviewStep.tsx'
import { ProgressStep } from './ProgressStep.tsx'
import { ResultStep } from './ResultStep.tsx'
import { StartButton } from './StartButton.tsx'
import { Steps } from './Steps.tsx'
import { UndoButton } from './UndoButton.tsx'
import { isUnderWay, useImports } from './use-imports.ts'

/** One import from its file to its result; which step is shown follows from its state, so the page can be left. */
export function ImportPage() {
  const { t } = useTranslation('imports')
  const { importId } = useParams({ strict: false }) as { importId: string }
  const { calls, at, list } = useImports()
  const found = useCall(calls.get, { ...at, importId }, { topics: ['import'], staleMs: 0 })
  const it = found.data
  // Between two live events the bar moves by asking; the answers share one place, so it is one picture.
  useCall(calls.get, it && isUnderWay(it) ? { ...at, importId } : null, { every: 700, topics: ['import'] })

  useNewBranches(it)

  return (
    <Page
      title={it?.fileName ?? t('title')}
      aside={it && <ImportStatusBadge of={it} />}
      loading={found.isPending}
      action={it && <Action it={it} />}
      toolbar={
        <div className={classes.bar}>
          <Anchor renderRoot={(props) => <Link {...props} {...list} />} size="sm">
            {t('all')}
          </Anchor>
          {it && <Steps of={it} />}
        </div>
      }
    >
      <Refusal error={found.error} onRetry={() => void found.refetch()} />
      {it && <Step it={it} />}
    </Page>
  )
}

/** Branches that were made, or taken back, while one looks on belong into the bar: the list of branches comes with the session. */
function useNewBranches(it: Import | undefined) {
  const was = useRef(false)
  const underWay = it !== undefined && it.clinicId === null && isUnderWay(it)
  useEffect(() => {
    if (was.current && !underWay) void refreshSession()
    was.current = underWay
  }, [underWay])
}

function Action({ it }: { it: Import }) {
  const starts = it.status === 'preview' || (it.status === 'failed' && !it.undo)
  const made = it.rowsImported > 0 || it.newClinics > 0
  const runs = it.status === 'queued' || it.status === 'running'
  const undoes = it.status === 'done' || runs || (it.status === 'failed' && made)
  return (
    <div className={classes.choices}>
      {undoes && <UndoButton it={it} />}
      {starts && <StartButton it={it} />}
    </div>
  )
}

function Step({ it }: { it: Import }) {
  if (it.status === 'preview') return <PreviewStep it={it} />
  if (isUnderWay(it)) return <ProgressStep it={it} />
  return <ResultStep it={it} />
}
