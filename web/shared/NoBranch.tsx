import { IconBuildingOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../ui/EmptyState.tsx'

/** A sign-in without any role in any branch. */
export function NoBranch() {
  const { t } = useTranslation('shell')
  return (
    <EmptyState alone icon={<IconBuildingOff size={22} stroke={1.6} />} title={t('noClinic.title')}>
      {t('noClinic.body')}
    </EmptyState>
  )
}
