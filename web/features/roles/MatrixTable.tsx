import { IconEye } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { notAskedYet, type Permission, type Role } from '#contract/permissions.ts'
import type { Access } from '#contract/roles.ts'
import classes from './Matrix.module.css'
import { MatrixCell } from './MatrixCell.tsx'
import { type Cell, type Group, patientModules, shownRoles } from './matrix-model.ts'
import { useRoleWords } from './words.ts'

interface MatrixTableProps {
  groups: Group[]
  access: Access
  clinicId: string | null
  role: Role | undefined
  /** Left out: the matrix is read only. */
  onSet?: ((cell: Cell, allowed: boolean, limitMinor?: number | null) => void) | undefined
  onReset?: ((cell: Cell) => void) | undefined
  onViewAs?: ((role: Role) => void) | undefined
}

/** Module by module, a row per right, a column per role. Arrow keys move between the cells; Space changes one. */
export function MatrixTable({ groups, access, clinicId, role, onSet, onReset, onViewAs }: MatrixTableProps) {
  const { t } = useTranslation('roles')
  const { roleName, moduleName, actionName } = useRoleWords()
  const columns = shownRoles(role)
  const holders = (one: Role) =>
    access.holders
      .filter((row) => row.role === one && (clinicId === null || row.clinicId === null || row.clinicId === clinicId))
      .reduce((sum, row) => sum + row.people, 0)
  const owning = access.branches.filter(({ ownPatients }) => ownPatients)
  const conditionOf = ({ role: who, permission, allowed }: Cell) => {
    if (who !== 'doctor' || !allowed || !patientModules.includes(permission.split('.')[0]!)) return null
    if (clinicId === null) return owning.length > 0 ? t('ownIn', { count: owning.length }) : null
    return owning.some((branch) => branch.clinicId === clinicId) ? t('own') : null
  }

  return (
    <div className={classes.scroller}>
      <table className={classes.table} onKeyDown={moveFocus} data-one={role ? true : undefined}>
        <caption className={classes.caption}>{t('caption')}</caption>
        <thead>
          <tr>
            <th scope="col" className={classes.corner}>
              {t('rightColumn')}
            </th>
            {columns.map((one) => (
              <th key={one} scope="col">
                <span className={classes.role}>{roleName(one)}</span>
                {/* A branch does not see who holds the whole organization. */}
                {(one !== 'org_admin' || holders(one) > 0) && (
                  <span className={classes.holders}>{t('people', { count: holders(one) })}</span>
                )}
                {onViewAs && one !== 'org_admin' && (
                  <button type="button" className={classes.view} onClick={() => onViewAs(one)}>
                    <IconEye size={14} stroke={1.7} aria-hidden />
                    {t('viewAs')}
                  </button>
                )}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.module} data-off={group.off || undefined}>
            <tr className={classes.group}>
              <th scope="rowgroup" colSpan={columns.length + 1}>
                <span className={classes.module}>{moduleName(group.module)}</span>
                {group.off && <span className={classes.off}>{t('offHere')}</span>}
              </th>
            </tr>
            {group.rows.map(({ permission, cells }) => (
              <tr key={permission}>
                <th scope="row" className={classes.right}>
                  {actionName(permission.split('.')[1]!)}
                  <Means permission={permission} />
                </th>
                {cells.map((cell) => (
                  <td key={cell.role}>
                    <MatrixCell cell={cell} condition={conditionOf(cell)} onSet={onSet} onReset={onReset} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  )
}

/** What a right is about, where its name alone does not say it. */
function Means({ permission }: { permission: Permission }) {
  const { t } = useTranslation('roles')
  const words = {
    'invoices.approve': t('means.approveInvoices'),
    'payments.create': t('means.takePayments'),
    ...Object.fromEntries(notAskedYet.map((one) => [one, t('means.notAsked')])),
  }[permission as string]
  return words ? <span className={classes.means}>{words}</span> : null
}

const steps: Record<string, [number, number]> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
}

/** Rows of the headings between have no cells: they are stepped over. */
function moveFocus(event: KeyboardEvent<HTMLTableElement>) {
  const step = steps[event.key]
  const from = (event.target as HTMLElement).closest('td')
  if (!step || !from || event.target instanceof HTMLInputElement) return
  event.preventDefault()
  const rows = [...event.currentTarget.rows].filter((row) => row.querySelector('td'))
  const turned = document.documentElement.dir === 'rtl' ? -1 : 1
  const row = rows[rows.indexOf(from.parentElement as HTMLTableRowElement) + step[0]]
  const cell = row?.cells[from.cellIndex + step[1] * turned]
  cell?.querySelector<HTMLElement>('button')?.focus()
}
