import { Button, Checkbox, MultiSelect, Select } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type AuditGroup, auditGroupNames, listAuditPeople } from '#contract/audit.ts'
import { useCall } from '#web/lib/query.ts'
import { useSession } from '#web/lib/session.ts'
import classes from './Audit.module.css'
import type { AuditSearch } from './audit-search.ts'
import { PeriodField } from './PeriodField.tsx'

interface AuditFiltersProps {
  search: AuditSearch
  /** At head office the branch is chosen; in a branch it is that one. */
  withBranch: boolean
  /** What the patient or thing in the URL is called, once an act says so. */
  subject: string | undefined
  onChange: (change: Partial<AuditSearch>) => void
}

/** Which acts: by person, branch, kind, period, support. All of it stands in the URL. */
export function AuditFilters({ search, withBranch, subject, onChange }: AuditFiltersProps) {
  const { t } = useTranslation('audit')
  const { clinics } = useSession()
  const people = useCall(listAuditPeople, {}, { staleMs: 300_000 }).data?.people ?? []
  return (
    <div className={classes.filters}>
      <Select
        size="xs"
        className={classes.person}
        data={people.map(({ userId, fullName }) => ({ value: userId, label: fullName }))}
        value={search.who ?? null}
        onChange={(who) => onChange({ who: who ?? undefined })}
        placeholder={t('filter.anybody')}
        aria-label={t('filter.person')}
        searchable
        clearable
        limit={100}
      />
      {withBranch && (
        <Select
          size="xs"
          className={classes.person}
          data={clinics.map(({ id, name }) => ({ value: id, label: name }))}
          value={search.branch ?? null}
          onChange={(branch) => onChange({ branch: branch ?? undefined })}
          placeholder={t('filter.everywhere')}
          aria-label={t('filter.branch')}
          searchable
          clearable
        />
      )}
      <MultiSelect
        size="xs"
        className={classes.kinds}
        data={auditGroupNames.map((value) => ({ value, label: t(`group.${value}`) }))}
        value={search.kinds ?? []}
        onChange={(kinds) => onChange({ kinds: kinds.length > 0 ? (kinds as AuditGroup[]) : undefined })}
        placeholder={search.kinds ? undefined : t('filter.anyKind')}
        aria-label={t('filter.kind')}
        clearable
      />
      <PeriodField from={search.from} to={search.to} onChange={onChange} />
      <Checkbox
        size="xs"
        label={t('filter.support')}
        checked={search.support === true}
        onChange={({ currentTarget }) => onChange({ support: currentTarget.checked ? true : undefined })}
      />
      {(search.patient || search.subject) && (
        <Button
          size="compact-xs"
          variant="light"
          rightSection={<IconX size={13} aria-hidden />}
          onClick={() => onChange({ patient: undefined, subject: undefined })}
          aria-label={t('filter.clearSubject')}
        >
          {subject ? t('filter.about', { name: subject }) : t('filter.aboutOne')}
        </Button>
      )}
    </div>
  )
}
