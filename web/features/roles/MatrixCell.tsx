import { Popover } from '@mantine/core'
import { IconArrowBackUp, IconCheck, IconLock, IconMinus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/format.ts'
import { LimitField } from './LimitField.tsx'
import classes from './Matrix.module.css'
import type { Cell } from './matrix-model.ts'
import { useRoleWords } from './words.ts'

interface MatrixCellProps {
  cell: Cell
  /** "own patients". */
  condition: string | null
  onSet?: ((cell: Cell, allowed: boolean, limitMinor?: number | null) => void) | undefined
  onReset?: ((cell: Cell) => void) | undefined
}

/** May or may not, by sign and word; a corner marks what deviates; the amount and its condition stand below. */
export function MatrixCell({ cell, condition, onSet, onReset }: MatrixCellProps) {
  const { t } = useTranslation('roles')
  const { money } = useFormat()
  const { roleName, rightName } = useRoleWords()
  const [limiting, setLimiting] = useState(false)
  const { allowed, limitMinor, deviates, pending, fixed } = cell
  // In a branch what head office changed everywhere is marked too; only the branch's own can be taken back here.
  const differs = deviates || (cell.from !== 'default' && !pending)
  const changeable = onSet && !fixed
  const sign = allowed ? (
    <IconCheck size={16} stroke={2.4} aria-hidden />
  ) : (
    <IconMinus size={14} stroke={2} aria-hidden />
  )
  const state = [
    allowed ? t('may') : t('mayNot'),
    limitMinor !== null && t('upTo', { amount: money(limitMinor) }),
    condition,
    pending && t('notSaved'),
    differs && t('deviates'),
  ].filter(Boolean)
  const words = `${roleName(cell.role)}, ${rightName(cell.permission)}: ${state.join(', ')}`
  const look = {
    'data-allowed': allowed || undefined,
    'data-deviates': differs || undefined,
    'data-pending': pending || undefined,
  }

  return (
    <div className={classes.cell}>
      {changeable ? (
        <button
          type="button"
          className={classes.sign}
          {...look}
          aria-pressed={allowed}
          aria-label={words}
          title={words}
          onClick={() => onSet(cell, !allowed, null)}
        >
          {sign}
        </button>
      ) : (
        <span className={classes.sign} {...look} data-fixed role="img" aria-label={words} title={words}>
          {sign}
          {onSet && fixed && allowed && <IconLock size={10} stroke={2} className={classes.lock} aria-hidden />}
        </span>
      )}
      {allowed && cell.limited && (changeable || limitMinor !== null) && (
        <Popover opened={limiting} onChange={setLimiting} trapFocus withArrow position="bottom">
          <Popover.Target>
            <button
              type="button"
              className={classes.limit}
              disabled={!changeable}
              onClick={() => setLimiting(!limiting)}
            >
              {limitMinor === null ? t('noLimit') : t('atMost', { amount: money(limitMinor) })}
            </button>
          </Popover.Target>
          <Popover.Dropdown>
            <LimitField
              limitMinor={limitMinor}
              onSave={(next) => {
                setLimiting(false)
                onSet?.(cell, true, next)
              }}
            />
          </Popover.Dropdown>
        </Popover>
      )}
      {condition && <span className={classes.condition}>{condition}</span>}
      {cell.branchesDeviating > 0 && (
        <span className={classes.condition}>{t('branchesDeviate', { count: cell.branchesDeviating })}</span>
      )}
      {changeable && onReset && deviates && !pending && (
        <button
          type="button"
          className={classes.reset}
          onClick={() => onReset(cell)}
          title={t('reset')}
          aria-label={`${t('reset')}: ${rightName(cell.permission)}, ${roleName(cell.role)}`}
        >
          <IconArrowBackUp size={14} stroke={1.8} className="flips" aria-hidden />
        </button>
      )}
    </div>
  )
}
