import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { PatientRow } from '#contract/patients.ts'
import { paths } from '#web/lib/paths.ts'
import { useCan, useClinic } from '#web/shared/place.ts'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { Money } from '#web/ui/Money.tsx'
import { AgeAndSex, Phone } from './PatientFacts.tsx'
import classes from './PatientsPage.module.css'

interface PatientsTableProps {
  patients: readonly PatientRow[] | undefined
  loading: boolean
  empty: ReactNode
}

/** Not sortable: the best match stands first. */
export function PatientsTable({ patients, loading, empty }: PatientsTableProps) {
  const { t } = useTranslation('patients')
  const { id: clinicId } = useClinic()
  const navigate = useNavigate()
  const seesMoney = useCan('payments.read')
  const columns = useMemo<Column<PatientRow>[]>(
    () => [
      {
        id: 'name',
        header: t('field.fullName'),
        cell: ({ fullName, archived, phone, number }) => (
          <>
            <bdi className={classes.name}>{fullName}</bdi>
            {archived && <span className={classes.archived}>{t('archived')}</span>}
            <span className={classes.under}>
              <bdi className="ltr">{number}</bdi> · <Phone phone={phone} />
            </span>
          </>
        ),
      },
      {
        id: 'number',
        header: t('field.number'),
        wide: true,
        cell: ({ number }) => <bdi className="ltr">{number}</bdi>,
      },
      { id: 'age', header: t('ageAndSex'), wide: true, cell: (row) => <AgeAndSex {...row} /> },
      { id: 'phone', header: t('field.phone'), wide: true, cell: ({ phone }) => <Phone phone={phone} /> },
      {
        id: 'guardian',
        header: t('field.guardian'),
        wide: true,
        cell: ({ guardian }) => <bdi>{guardian ?? '–'}</bdi>,
      },
      ...(seesMoney
        ? [
            {
              id: 'due',
              header: t('due'),
              align: 'end' as const,
              cell: ({ dueMinor }: PatientRow) =>
                dueMinor > 0 ? (
                  <span className={classes.owes}>
                    <Money minor={dueMinor} />
                  </span>
                ) : (
                  '–'
                ),
            },
          ]
        : []),
    ],
    [t, seesMoney],
  )
  return (
    <DataTable
      label={t('title')}
      columns={columns}
      rows={patients}
      rowKey={({ id }) => id}
      loading={loading}
      empty={empty}
      isMuted={({ archived }) => archived}
      onOpen={({ id }) => void navigate(paths.patient(clinicId, id))}
    />
  )
}
