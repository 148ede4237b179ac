import { useTranslation } from 'react-i18next'
import type { AccessChange } from '#contract/roles.ts'
import { useFormat } from '../../lib/format.ts'
import classes from './History.module.css'
import { useRoleWords } from './words.ts'

/** A change of access as sentences: given, taken, limited, switched. */
export function ChangeWords({ change }: { change: AccessChange }) {
  const { t } = useTranslation('roles')
  const { money } = useFormat()
  const { roleName, rightName, moduleName } = useRoleWords()
  const modules = (names: string[]) => names.map(moduleName).join(', ')
  const limit = (right: AccessChange['rights'][number]) =>
    right.toLimitMinor === null ? '' : ` (${t('upTo', { amount: money(right.toLimitMinor) })})`

  return (
    <ul className={classes.words}>
      {change.rights.map((right) => (
        <li key={`${right.role} ${right.permission}`} data-given={right.to || undefined}>
          {t(right.to ? 'history.given' : 'history.taken', {
            role: roleName(right.role),
            right: rightName(right.permission),
          })}
          {limit(right)}
        </li>
      ))}
      {change.modulesOff.length > 0 && <li>{t('history.off', { modules: modules(change.modulesOff) })}</li>}
      {change.modulesOn.length > 0 && <li data-given>{t('history.on', { modules: modules(change.modulesOn) })}</li>}
      {change.ownPatients !== null && <li>{t(change.ownPatients ? 'ownPatients.nowOn' : 'ownPatients.nowOff')}</li>}
    </ul>
  )
}
