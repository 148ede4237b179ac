import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { paths } from '../../lib/paths.ts'
import { usePlace } from '../../shared/place.ts'
import { Keys } from '../../ui/KeyHints.tsx'
import { useKeys } from '../../ui/keys.ts'
import { useNext } from './next.ts'

/** After a visit: straight to the next patient, or back to the day when nobody waits. */
export function NextPatient({ clinicId }: { clinicId: string }) {
  const { t } = useTranslation('clinical')
  const { can } = usePlace()
  const { next, busy, callNext } = useNext(clinicId)
  useKeys(t('visit'), next ? [{ keys: 'n', label: t('next.do'), run: callNext }] : [])
  if (!can('encounters.create')) return null

  return next ? (
    <Button data-autofocus loading={busy} onClick={callNext} rightSection={<Keys keys="n" />}>
      {t('next.named', { patient: next.patientName })}
    </Button>
  ) : (
    <Button variant="default" component={Link} {...(paths.doctor(clinicId) as object)}>
      {t('next.back')}
    </Button>
  )
}
