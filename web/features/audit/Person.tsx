import { useTranslation } from 'react-i18next'
import { StatusBadge } from '#web/ui/StatusBadge.tsx'
import classes from './Audit.module.css'

interface PersonProps {
  /** null: the system itself. */
  name: string | null
  /** Support that sat there. */
  operatorName: string | null
  elevated: boolean
}

/** Who did it, and whether it was support. */
export function Person({ name, operatorName, elevated }: PersonProps) {
  const { t } = useTranslation('audit')
  return (
    <div className={classes.who}>
      {name === null ? <span className={classes.soft}>{t(elevated ? 'support' : 'system')}</span> : <bdi>{name}</bdi>}
      {(elevated || operatorName) && (
        <StatusBadge tone="warn" shape="ring" bare>
          {operatorName ? t('supportAs', { name: operatorName }) : t('support')}
        </StatusBadge>
      )}
    </div>
  )
}
