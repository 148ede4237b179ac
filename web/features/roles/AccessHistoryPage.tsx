import { Button, Select } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type AccessChange, getRoles, listAccessChanges } from '#contract/roles.ts'
import { routePaths } from '../../lib/paths.ts'
import { useCall } from '../../lib/query.ts'
import { DateText } from '../../ui/DateText.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Page } from '../../ui/Page.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { AccessTabs } from './AccessTabs.tsx'
import { ChangeWords } from './ChangeWords.tsx'
import classes from './History.module.css'

const route = getRouteApi('/signed-in/network/access/history')

/** Who changed rights, modules and switches, newest first, from the audit trail. */
export function AccessHistoryPage() {
  const { t } = useTranslation('roles')
  const { branch } = route.useSearch()
  const navigate = useNavigate({ from: routePaths.accessHistory })
  const [before, setBefore] = useState<string>()
  const branches = useCall(getRoles, {}, { topics: ['access', 'clinic'] }).data?.branches
  const answer = useCall(listAccessChanges, { branchId: branch, before }, { topics: ['access'], keep: true })
  const changes = answer.data?.changes

  return (
    <Page
      title={t('history.title')}
      toolbar={
        <>
          <AccessTabs />
          <Select
            size="xs"
            w="15rem"
            searchable
            clearable
            aria-label={t('where')}
            placeholder={t('history.everywhere')}
            value={branch ?? null}
            data={branches?.map(({ clinicId, name }) => ({ value: clinicId, label: name })) ?? []}
            onChange={(value) => {
              setBefore(undefined)
              void navigate({ search: { branch: value ?? undefined }, replace: true })
            }}
          />
        </>
      }
      loading={answer.isPending && !answer.error}
    >
      <Refusal error={answer.error} onRetry={() => void answer.refetch()} />
      {changes?.length === 0 && <EmptyState title={t('history.none')}>{t('history.noneHint')}</EmptyState>}
      <ol className={classes.list}>
        {changes?.map((change) => (
          <Entry key={change.id} change={change} />
        ))}
      </ol>
      {(answer.data?.more || before) && (
        <div className={classes.paging}>
          {before && (
            <Button size="xs" variant="default" onClick={() => setBefore(undefined)}>
              {t('history.newest')}
            </Button>
          )}
          {answer.data?.more && (
            <Button size="xs" variant="default" onClick={() => setBefore(changes?.at(-1)?.id)}>
              {t('history.older')}
            </Button>
          )}
        </div>
      )}
    </Page>
  )
}

function Entry({ change }: { change: AccessChange }) {
  const { t } = useTranslation('roles')
  return (
    <li className={classes.entry}>
      <div className={classes.when}>
        <DateText value={change.at} style="day" /> <DateText value={change.at} style="time" />
      </div>
      <div>
        <div className={classes.who}>
          {change.by ?? t('history.system')} · {change.clinicName ?? t('allBranches')}
        </div>
        <ChangeWords change={change} />
      </div>
    </li>
  )
}
