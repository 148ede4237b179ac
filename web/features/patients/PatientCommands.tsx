import { IconUserHeart, IconUserPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { searchPatients } from '#contract/patients.ts'
import { callApi } from '#web/lib/api.ts'
import { paths } from '#web/lib/paths.ts'
import { useCommandSearch, useCommands } from '#web/shared/commands.ts'
import { useCan, useClinic } from '#web/shared/place.ts'

/** Ctrl+K on every screen of a branch: patients by name, phone or number, and registering one. Shows nothing itself. */
export function PatientCommands() {
  const { t } = useTranslation('patients')
  const { id: clinicId } = useClinic()
  const navigate = useNavigate()
  const mayRead = useCan('patients.read')
  const mayRegister = useCan('patients.create')

  useCommandSearch({
    id: 'patients',
    group: t('title'),
    search: async (q, signal) => {
      if (!mayRead) return []
      const { patients } = await callApi(searchPatients, { clinicId, q, limit: 6 }, { signal })
      return patients.map(({ id, fullName, number, phone }) => ({
        id: `patient-${id}`,
        label: fullName,
        detail: [number, phone].filter(Boolean).join(' · '),
        icon: <IconUserHeart size={18} stroke={1.6} />,
        run: () => void navigate(paths.patient(clinicId, id)),
      }))
    },
  })
  useCommands({
    id: 'patients',
    group: t('title'),
    commands: mayRegister
      ? [
          {
            id: 'register-patient',
            label: t('register'),
            icon: <IconUserPlus size={18} stroke={1.6} />,
            run: () => void navigate(paths.patients(clinicId, { register: true })),
          },
        ]
      : [],
  })
  return null
}
