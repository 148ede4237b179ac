import { Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Permission } from '#contract/permissions.ts'
import { useFormat } from '../../lib/format.ts'
import { UnsavedChanges } from '../../shared/UnsavedChanges.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import classes from './Matrix.module.css'
import { cellOf, type MatrixView } from './matrix-model.ts'
import { useRoleWords } from './words.ts'

interface PendingBarProps {
  view: MatrixView
  busy: boolean
  error: unknown
  onSave: () => void
  onDiscard: () => void
}

/** What would change, in words, before it does. */
export function PendingBar({ view, busy, error, onSave, onDiscard }: PendingBarProps) {
  const { t } = useTranslation('roles')
  const { money } = useFormat()
  const { roleName, rightName } = useRoleWords()
  const changes = [...view.pending.values()].map(({ role, permission }) => cellOf(view, role, permission as Permission))
  if (changes.length === 0) return null
  return (
    <section className={classes.bar} aria-label={t('unsaved', { count: changes.length })}>
      <UnsavedChanges when />
      <ul className={classes.changes}>
        {changes.map((cell) => (
          <li key={`${cell.role} ${cell.permission}`} className={cell.allowed ? classes.given : classes.taken}>
            {roleName(cell.role)} · {rightName(cell.permission)}
            {cell.limitMinor !== null && ` · ${t('upTo', { amount: money(cell.limitMinor) })}`}
          </li>
        ))}
      </ul>
      <Refusal error={error} />
      <Group gap="xs">
        <Button onClick={onSave} loading={busy}>
          {t('save', { count: changes.length })}
        </Button>
        <Button variant="subtle" color="gray" onClick={onDiscard}>
          {t('discard')}
        </Button>
      </Group>
    </section>
  )
}
