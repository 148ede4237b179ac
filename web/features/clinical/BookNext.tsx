import { Button } from '@mantine/core'
import { IconCalendarPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Encounter } from '#contract/encounters.ts'
import { useFormat } from '../../lib/format.ts'
import { paths } from '../../lib/paths.ts'
import { usePlace } from '../../shared/place.ts'
import { Keys } from '../../ui/KeyHints.tsx'
import { useKeys } from '../../ui/keys.ts'

interface BookNextProps {
  clinicId: string
  patientId: string
  encounter: Encounter
}

/** The day the doctor wants to see the patient again, with its free times and the patient filled in. */
export function BookNext({ clinicId, patientId, encounter: { doctorId, followUpOn } }: BookNextProps) {
  const { t } = useTranslation('clinical')
  const { can } = usePlace()
  const { date, today } = useFormat()
  const navigate = useNavigate()
  const day = followUpOn && followUpOn >= today() && can('appointments.create') ? followUpOn : null
  const book = () => day && void navigate(paths.day(clinicId, { date: day, book: doctorId, patient: patientId }))
  useKeys(t('visit'), day ? [{ keys: 'b', label: t('followUp.book', { day: date(day, 'short') }), run: book }] : [])
  if (!day) return null

  return (
    <Button
      variant="default"
      leftSection={<IconCalendarPlus size={16} />}
      rightSection={<Keys keys="b" />}
      onClick={book}
    >
      {t('followUp.book', { day: date(day, 'short') })}
    </Button>
  )
}
