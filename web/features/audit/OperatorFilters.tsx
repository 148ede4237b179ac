import { MultiSelect, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { listOperators, listOrganizations, type OperatorActKind, operatorActKindNames } from '#contract/platform.ts'
import { useCall } from '#web/lib/query.ts'
import classes from './Audit.module.css'
import type { OperatorActsSearch } from './audit-search.ts'
import { PeriodField } from './PeriodField.tsx'

interface OperatorFiltersProps {
  search: OperatorActsSearch
  onChange: (change: Partial<OperatorActsSearch>) => void
}

/** Which acts: by operator, organization, kind, period. All of it stands in the URL. */
export function OperatorFilters({ search, onChange }: OperatorFiltersProps) {
  const { t } = useTranslation('audit')
  const operators = useCall(listOperators, {}, { staleMs: 300_000 }).data ?? []
  const organizations = useCall(listOrganizations, {}, { staleMs: 300_000 }).data ?? []
  return (
    <div className={classes.filters}>
      <Select
        size="xs"
        className={classes.person}
        data={operators.map(({ userId, fullName }) => ({ value: userId, label: fullName }))}
        value={search.who ?? null}
        onChange={(who) => onChange({ who: who ?? undefined })}
        placeholder={t('operators.anybody')}
        aria-label={t('operators.operator')}
        searchable
        clearable
      />
      <Select
        size="xs"
        className={classes.person}
        data={organizations.map(({ id, name }) => ({ value: id, label: name }))}
        value={search.organization ?? null}
        onChange={(organization) => onChange({ organization: organization ?? undefined })}
        placeholder={t('operators.anyOrganization')}
        aria-label={t('operators.organization')}
        searchable
        clearable
        limit={100}
      />
      <MultiSelect
        size="xs"
        className={classes.kinds}
        data={operatorActKindNames.map((value) => ({ value, label: t(`operators.kind.${value}`) }))}
        value={search.kinds ?? []}
        onChange={(kinds) => onChange({ kinds: kinds.length > 0 ? (kinds as OperatorActKind[]) : undefined })}
        placeholder={search.kinds ? undefined : t('filter.anyKind')}
        aria-label={t('filter.kind')}
        clearable
      />
      <PeriodField from={search.from} to={search.to} onChange={onChange} />
    </div>
  )
}
