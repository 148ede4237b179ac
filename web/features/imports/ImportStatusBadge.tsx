import { useTranslation } from 'react-i18next'
import type { ImportStatus, ImportSummary } from '#contract/imports.ts'
import { useFormat } from '../../lib/format.ts'
import { StatusBadge, type StatusBadgeProps } from '../../ui/StatusBadge.tsx'

const looks: Record<ImportStatus, Pick<StatusBadgeProps, 'tone' | 'shape'>> = {
  preview: { tone: 'info', shape: 'dashed' },
  queued: { tone: 'busy', shape: 'clock' },
  running: { tone: 'busy', shape: 'half' },
  done: { tone: 'good', shape: 'check' },
  failed: { tone: 'bad', shape: 'alert' },
  undoing: { tone: 'busy', shape: 'half' },
  undone: { tone: 'plain', shape: 'bar' },
}

export function ImportStatusBadge({ of }: { of: Pick<ImportSummary, 'status' | 'rowsDone' | 'rowsTotal'> }) {
  const { t } = useTranslation('imports')
  const { share } = useFormat()
  const word = t(`status.${of.status}`)
  const running = of.status === 'running' && of.rowsTotal > 0
  return (
    <StatusBadge {...looks[of.status]}>{running ? `${word} ${share(of.rowsDone / of.rowsTotal)}` : word}</StatusBadge>
  )
}
