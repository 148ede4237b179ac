import { IconArrowLeft } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { routePaths } from '../lib/paths.ts'
import { useSession } from '../lib/session.ts'
import classes from './HqReturn.module.css'

/** Head office inside a branch: the way back, in another colour, always there. A strip on phones, a block in the bar. */
export function HqReturn({ shape }: { shape: 'block' | 'strip' }) {
  const { t } = useTranslation('shell')
  const { organization } = useSession()
  return (
    <Link
      to={routePaths.network as string}
      className={classes.back}
      data-shape={shape}
      aria-label={t('backToHq', { organization: organization.name })}
    >
      <IconArrowLeft size={16} stroke={1.9} className="flips" aria-hidden />
      <span className={classes.words}>{t('hq', { organization: organization.name })}</span>
    </Link>
  )
}
