import { Button } from '@mantine/core'
import { IconEye } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { preview } from '../lib/preview.ts'
import { useStore } from '../lib/store.ts'
import classes from './PreviewBar.module.css'
import { usePlace } from './place.ts'

/** Above everything while somebody looks as another role: as whom, where, that nothing is changed, and the way out. */
export function PreviewBar() {
  const { t } = useTranslation('roles')
  const looking = useStore(preview)
  const { session } = usePlace()
  const navigate = useNavigate()
  if (!looking) return null
  const stop = () => {
    preview.set(null)
    void navigate({ href: looking.from })
  }
  return (
    <div className={classes.bar} role="status">
      <IconEye size={18} stroke={1.8} aria-hidden />
      <span className={classes.words}>
        <strong>
          {t('preview.as', {
            role: t(`role.${looking.role}`),
            branch: session.clinics[0]?.name ?? '',
          })}
        </strong>{' '}
        {t('preview.hint')}
      </span>
      <Button size="compact-sm" variant="white" color="dark" onClick={stop}>
        {t('preview.stop')}
      </Button>
    </div>
  )
}
