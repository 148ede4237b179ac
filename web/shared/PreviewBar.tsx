import { Button, NativeSelect } from '@mantine/core'
import { IconEye } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Preview, preview } from '../lib/preview.ts'
import { queryClient } from '../lib/query.ts'
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
  const look = (next: Preview | null) => {
    preview.set(next)
    // What was read with other eyes is read again with these.
    void queryClient.resetQueries()
  }
  const stop = () => {
    look(null)
    void navigate({ href: looking.from })
  }
  const narrowed = looking.ownPatients && looking.doctorId !== null
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
        {t(narrowed ? 'preview.ownHint' : 'preview.hint')}
      </span>
      {looking.doctors.length > 0 && (
        <NativeSelect
          aria-label={t('preview.doctor')}
          size="xs"
          value={looking.doctorId ?? ''}
          data={looking.doctors.map(({ id, fullName }) => ({ value: id, label: fullName }))}
          onChange={(event) => look({ ...looking, doctorId: event.currentTarget.value })}
        />
      )}
      <Button size="compact-sm" variant="white" color="dark" onClick={stop}>
        {t('preview.stop')}
      </Button>
    </div>
  )
}
