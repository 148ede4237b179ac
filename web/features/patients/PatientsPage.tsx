import { Button, SegmentedControl } from '@mantine/core'
import { IconPlus, IconUserHeart } from '@tabler/icons-react'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { listDuplicates, searchPatients } from '#contract/patients.ts'
import { paths } from '#web/lib/paths.ts'
import { useCall } from '#web/lib/query.ts'
import { useCan } from '#web/shared/place.ts'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { useKeys } from '#web/ui/keys.ts'
import { Page } from '#web/ui/Page.tsx'
import { Refusal } from '#web/ui/Refusal.tsx'
import { ExportButton } from './ExportButton.tsx'
import { FieldFilter, noFilter } from './FieldFilter.tsx'
import classes from './PatientsPage.module.css'
import { PatientsTable } from './PatientsTable.tsx'
import { filterOf, type PatientsSearch } from './places.ts'
import { RegisterModal } from './RegisterModal.tsx'
import { SearchBox } from './SearchBox.tsx'
import { useKnownFields } from './use-fields.ts'

const route = getRouteApi('/signed-in/clinics/$clinicId/patients')

/** Everybody of the branch: one box finds them, the newest stand first. */
export function PatientsPage() {
  const { t } = useTranslation('patients')
  const { clinicId } = route.useParams()
  const search = route.useSearch()
  const navigate = useNavigate()
  const mayRegister = useCan('patients.create')
  const mayExport = useCan('patients.export')
  const fields = useKnownFields()
  const go = (change: PatientsSearch, replace = true) =>
    void navigate({ ...paths.patients(clinicId, { ...search, ...change }), replace })
  const { q = '', show = 'active', before } = search
  const found = useCall(
    searchPatients,
    { clinicId, q, show, limit: 50, ...(before && !q ? { before } : {}), ...wireFilter(search) },
    { keep: true, topics: ['patient', 'payment', 'import'] },
  )
  const duplicates = useCall(listDuplicates, { clinicId }, { topics: ['patient', 'import'] })
  const open = duplicates.data?.open ?? 0
  const register = () => go({ register: true }, false)
  useKeys(t('title'), mayRegister ? [{ keys: 'r', label: t('register'), run: register }] : [])

  return (
    <Page
      title={t('title')}
      action={
        mayRegister && (
          <Button leftSection={<IconPlus size={16} />} onClick={register}>
            {t('register')}
          </Button>
        )
      }
      toolbar={
        <>
          <SearchBox
            value={q}
            answered={found.data !== undefined && !found.isPlaceholderData}
            onChange={(text) => go({ q: text || undefined, before: undefined })}
          />
          <SegmentedControl
            aria-label={t('show.label')}
            value={show}
            onChange={(value) => go({ show: value === 'active' ? undefined : (value as 'owing'), before: undefined })}
            data={(['active', 'owing', 'archived'] as const).map((value) => ({ value, label: t(`show.${value}`) }))}
          />
          {fields && (fields.length > 0 || search.field) && (
            <FieldFilter fields={fields} filter={search} onChange={(filter) => go({ ...filter, before: undefined })} />
          )}
          {mayExport && <ExportButton search={search} />}
          {open > 0 && (
            <Link {...paths.duplicates(clinicId)} className={classes.review}>
              {t('duplicates.waiting', { count: open })}
            </Link>
          )}
        </>
      }
    >
      <Refusal error={found.error} onRetry={() => void found.refetch()} />
      <PatientsTable
        patients={found.data?.patients}
        loading={found.isPending}
        empty={
          <EmptyState
            icon={<IconUserHeart size={28} stroke={1.4} />}
            title={q ? t('empty.noneFound', { query: q }) : search.field ? t('empty.filtered') : t(`empty.${show}`)}
            action={
              search.field && !q ? (
                <Button variant="default" onClick={() => go({ ...noFilter, before: undefined })}>
                  {t('empty.unfilter')}
                </Button>
              ) : mayRegister && show === 'active' ? (
                <Button onClick={() => go({ register: q || true }, false)}>
                  {q ? t('empty.register', { query: q }) : t('register')}
                </Button>
              ) : undefined
            }
          >
            {q ? t('empty.hint') : show === 'active' && !search.field ? t('empty.first') : null}
          </EmptyState>
        }
      />
      {!q && (before || found.data?.next) && (
        <div className={classes.pages}>
          {before && (
            <Button variant="default" onClick={() => go({ before: undefined }, false)}>
              {t('newest')}
            </Button>
          )}
          {found.data?.next && (
            <Button variant="default" onClick={() => go({ before: found.data.next! }, false)}>
              {t('older')}
            </Button>
          )}
        </div>
      )}
      {mayRegister && search.register !== undefined && (
        <RegisterModal
          typed={typeof search.register === 'string' ? search.register : ''}
          onClose={() => go({ register: undefined })}
        />
      )}
    </Page>
  )
}

// In a query everything is text.
function wireFilter(search: PatientsSearch) {
  const { fieldEmpty, ...filter } = filterOf(search)
  return { ...filter, ...(fieldEmpty && { fieldEmpty: 'true' as const }) }
}
