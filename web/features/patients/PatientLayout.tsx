import { Button } from '@mantine/core'
import { IconCalendarPlus, IconCash } from '@tabler/icons-react'
import { getRouteApi, Link, Outlet, useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { getPatient, type Patient } from '#contract/patients.ts'
import { paths } from '#web/lib/paths.ts'
import { useCall } from '#web/lib/query.ts'
import { PatientBanner } from '#web/shared/PatientBanner.tsx'
import { useCan } from '#web/shared/place.ts'
import { useBannerOf } from '#web/shared/use-banner-of.ts'
import { useKeys } from '#web/ui/keys.ts'
import { Refusal } from '#web/ui/Refusal.tsx'
import { PageSkeleton } from '#web/ui/Skeletons.tsx'
import { AlertModal } from './AlertModal.tsx'
import { ArchivedNotice } from './ArchivedNotice.tsx'
import { ArchiveModal } from './ArchiveModal.tsx'
import { EditDrawer } from './EditDrawer.tsx'
import classes from './PatientLayout.module.css'
import type { PatientSearch } from './places.ts'

const route = getRouteApi('/signed-in/clinics/$clinicId/patients/$patientId')
type Search = z.infer<typeof PatientSearch>

/** Banner and tabs around everything about one patient: timeline, details, billing. */
export function PatientLayout() {
  const { clinicId, patientId } = route.useParams()
  const patient = useCall(getPatient, { clinicId, patientId })

  if (patient.error) {
    return (
      <div className={classes.body}>
        <Refusal error={patient.error} onRetry={() => void patient.refetch()} />
      </div>
    )
  }
  if (!patient.data) {
    return (
      <div className={classes.body}>
        <PageSkeleton />
      </div>
    )
  }
  return <Known patient={patient.data} clinicId={clinicId} />
}

function Known({ patient, clinicId }: { patient: Patient; clinicId: string }) {
  const { t } = useTranslation('patients')
  const navigate = useNavigate()
  const search = route.useSearch()
  const bannerOf = useBannerOf()
  const mayEdit = useCan('patients.update') && !patient.archivedAt
  const mayBook = useCan('appointments.create') && !patient.archivedAt
  const mayPay = useCan('payments.create') && patient.dueMinor > 0
  const seesBills = useCan('invoices.read')
  const seesLooks = useCan('audit.read')
  const go = (change: Search) => void navigate({ to: '.', search: (before: object) => ({ ...before, ...change }) })
  const book = () => void navigate(paths.day(clinicId, { patient: patient.id, book: 'any' }))
  const pay = () => void navigate(paths.pay(patient.id))
  useKeys(patient.fullName, [
    ...(mayBook ? [{ keys: 'b', label: t('book'), run: book }] : []),
    ...(mayEdit ? [{ keys: 'e', label: t('edit'), run: () => go({ edit: true }) }] : []),
    ...(mayPay ? [{ keys: 'p', label: t('pay'), run: pay }] : []),
  ])
  useEffect(() => {
    document.title = `${patient.fullName} · Polyclinic`
  }, [patient.fullName])

  return (
    <>
      <PatientBanner
        patient={bannerOf(patient)}
        actions={
          <>
            {mayPay && (
              <Button variant="default" leftSection={<IconCash size={16} />} onClick={pay}>
                {t('pay')}
              </Button>
            )}
            {mayBook && (
              <Button leftSection={<IconCalendarPlus size={16} />} onClick={book}>
                {t('book')}
              </Button>
            )}
          </>
        }
      />
      <nav className={classes.tabs} aria-label={t('tabs.label')}>
        <Tab {...paths.patient(clinicId, patient.id)} exact>
          {t('tabs.timeline')}
        </Tab>
        <Tab {...paths.patientDetails(clinicId, patient.id)}>{t('tabs.details')}</Tab>
        {seesBills && <Tab {...paths.patientBilling(clinicId, patient.id)}>{t('tabs.billing')}</Tab>}
        {seesLooks && <Tab {...paths.patientLooks(clinicId, patient.id)}>{t('tabs.looks')}</Tab>}
      </nav>
      <div className={classes.body}>
        <ArchivedNotice patient={patient} />
        {patient.openDuplicates > 0 && (
          <p className={classes.notice}>
            {t('duplicates.here', { count: patient.openDuplicates })}{' '}
            <Link {...paths.duplicates(clinicId)}>{t('duplicates.look')}</Link>
          </p>
        )}
        <Outlet />
      </div>
      {mayEdit && (
        <EditDrawer
          key={`${patient.id}-${search.edit ? 'open' : 'closed'}`}
          opened={search.edit === true}
          patient={patient}
          onClose={() => go({ edit: undefined })}
        />
      )}
      {mayEdit && search.alert && <AlertModal patient={patient} onClose={() => go({ alert: undefined })} />}
      {search.archive && <ArchiveModal patient={patient} onClose={() => go({ archive: undefined })} />}
    </>
  )
}

type TabPlace = ReturnType<
  typeof paths.patient | typeof paths.patientDetails | typeof paths.patientBilling | typeof paths.patientLooks
>

function Tab({ exact = false, children, ...place }: TabPlace & { exact?: boolean; children: string }) {
  return (
    <Link
      {...place}
      className={classes.tab}
      activeOptions={{ exact, includeSearch: false }}
      activeProps={{ 'data-active': true }}
    >
      {children}
    </Link>
  )
}
