import { ActionIcon, Button, Checkbox } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconForms, IconPlus } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { PatientField } from '#contract/fields.ts'
import { Allowed } from '../../shared/Allowed.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Page } from '../../ui/Page.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { FieldDrawer } from './FieldDrawer.tsx'
import type { FieldsSearch } from './settings-search.ts'
import { useFieldList, useMoveField } from './use-field-acts.ts'

const ofBranch = getRouteApi('/signed-in/clinics/$clinicId/settings/fields')
const ofNetwork = getRouteApi('/signed-in/network/fields')

/** What this branch asks of a patient beside the usual: head office's fields to read, its own to change. */
export function FieldsPage() {
  const { clinicId } = ofBranch.useParams()
  return (
    <Allowed needs="fields.update">
      <Fields clinicId={clinicId} search={ofBranch.useSearch()} />
    </Allowed>
  )
}

/** The fields of every branch. */
export function NetworkFieldsPage() {
  return <Fields clinicId={null} search={ofNetwork.useSearch()} />
}

function Fields({ clinicId, search }: { clinicId: string | null; search: FieldsSearch }) {
  const { t } = useTranslation('settings')
  const navigate = useNavigate()
  const answer = useFieldList(clinicId)
  const show = (change: FieldsSearch) =>
    void navigate({ to: '.', search: ((before: object) => ({ ...before, ...change })) as never })
  const all = answer.data?.fields
  const rows = useMemo(() => all?.filter(({ retired }) => !retired || search.retired), [all, search.retired])
  const own = useMemo(
    () => rows?.filter(({ everywhere }) => everywhere === (clinicId === null)) ?? [],
    [rows, clinicId],
  )
  const columns = useColumns(clinicId, own)
  const chosen = own.find(({ id }) => id === search.field)
  const add = (
    <Button leftSection={<IconPlus size={16} stroke={1.7} aria-hidden />} onClick={() => show({ field: 'new' })}>
      {t('fields.add')}
    </Button>
  )
  return (
    <Page
      title={t('fields.title')}
      action={add}
      toolbar={
        <Checkbox
          label={t('fields.showRetired')}
          checked={search.retired === true}
          onChange={(event) => show({ retired: event.currentTarget.checked || undefined })}
        />
      }
    >
      <Refusal error={answer.error} onRetry={() => void answer.refetch()} />
      <DataTable
        label={t('fields.title')}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        loading={answer.isPending}
        onOpen={({ id, everywhere }) => everywhere === (clinicId === null) && show({ field: id })}
        selected={chosen?.id}
        isMuted={({ retired }) => retired}
        empty={
          <EmptyState icon={<IconForms size={22} stroke={1.6} />} title={t('fields.none')} action={add}>
            {t('fields.noneHint')}
          </EmptyState>
        }
      />
      {(search.field === 'new' || chosen) && (
        <FieldDrawer
          key={search.field}
          clinicId={clinicId}
          field={chosen ?? null}
          onClose={() => show({ field: undefined })}
        />
      )}
    </Page>
  )
}

function useColumns(clinicId: string | null, own: readonly PatientField[]): Column<PatientField>[] {
  const { t } = useTranslation('settings')
  const move = useMoveField(clinicId, own)
  return [
    {
      id: 'label',
      header: t('fields.label'),
      cell: ({ label, retired }) => (
        <>
          <bdi style={{ fontWeight: 550 }}>{label}</bdi>{' '}
          {retired && (
            <StatusBadge tone="plain" shape="cross">
              {t('fields.retired')}
            </StatusBadge>
          )}
        </>
      ),
    },
    { id: 'kind', header: t('fields.kind'), cell: ({ kind }) => t(`fields.kinds.${kind}`) },
    {
      id: 'required',
      header: t('fields.required'),
      wide: true,
      cell: ({ required }) => (required ? t('fields.yes') : '–'),
    },
    {
      id: 'choices',
      header: t('fields.choices'),
      wide: true,
      cell: ({ choices }) =>
        choices
          .filter(({ retired }) => !retired)
          .map(({ label }) => label)
          .join(', ') || '–',
    },
    {
      id: 'whose',
      header: t('fields.whose'),
      wide: true,
      cell: ({ everywhere }) => t(everywhere ? 'fields.everywhere' : 'fields.here'),
    },
    {
      id: 'order',
      header: t('fields.order'),
      cell: (field) => {
        const at = own.indexOf(field)
        const arrow = (by: 1 | -1, disabled: boolean) => (
          <ActionIcon
            variant="subtle"
            color="gray"
            disabled={disabled}
            aria-label={t(by < 0 ? 'fields.up' : 'fields.down', { field: field.label })}
            onClick={(event) => {
              event.stopPropagation()
              move(field, by)
            }}
          >
            {by < 0 ? <IconArrowUp size={16} /> : <IconArrowDown size={16} />}
          </ActionIcon>
        )
        return at < 0 ? null : (
          <span style={{ display: 'inline-flex' }}>
            {arrow(-1, at === 0)}
            {arrow(1, at === own.length - 1)}
          </span>
        )
      },
    },
  ]
}
