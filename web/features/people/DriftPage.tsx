import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Drift, getDrift, listStaff, removeStaff, setPlaces } from '#contract/staff.ts'
import { callApi } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { paths } from '../../lib/paths.ts'
import { useAct, useCall } from '../../lib/query.ts'
import { DateText } from '../../ui/DateText.tsx'
import { Page } from '../../ui/Page.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { toast } from '../../ui/toasts.tsx'
import { Deviations } from './Deviations.tsx'
import classes from './People.module.css'
import { StaffTabs } from './StaffTabs.tsx'
import { useModuleName, useRoleName, useRoleNames } from './use-role-name.ts'

/** Rights that drifted from work, each with its end beside it. */
export function DriftPage() {
  const { t } = useTranslation('people')
  const answer = useCall(getDrift, {}, { topics: ['person', 'role'], staleMs: 0 })
  const drift = answer.data
  return (
    <Page title={t('drift.title')} aside={drift && <DateText value={drift.asOf} style="dayTime" />} shape="wide">
      <StaffTabs />
      <Refusal error={answer.error} onRetry={() => void answer.refetch()} />
      {drift && (
        <>
          <p className={classes.hint} style={{ marginBlockEnd: '1.25rem' }}>
            {t('drift.hint', { days: drift.days })}
          </p>
          <Block name="reach" empty={drift.reach.length === 0}>
            {drift.reach.map((row) => (
              <ReachRow key={row.personId} row={row} />
            ))}
          </Block>
          <Block name="unused" empty={drift.unused.length === 0}>
            {drift.unused.map((row) => (
              <UnusedRow key={`${row.personId} ${row.branchId} ${row.role}`} row={row} />
            ))}
          </Block>
          <Block name="deviations" empty={drift.deviations.length === 0}>
            <Deviations rows={drift.deviations} />
          </Block>
        </>
      )}
    </Page>
  )
}

function Block({
  name,
  empty,
  children,
}: {
  name: 'reach' | 'unused' | 'deviations'
  empty: boolean
  children: ReactNode
}) {
  const { t } = useTranslation('people')
  return (
    <section className={classes.block}>
      <h2>{t(`drift.${name}`)}</h2>
      {empty ? (
        <StatusBadge tone="good" shape="check" bare>
          {t(`drift.${name}None`)}
        </StatusBadge>
      ) : (
        <>
          <p className={classes.hint}>{t(`drift.${name}Hint`)}</p>
          <ul className={classes.rows}>{children}</ul>
        </>
      )}
    </section>
  )
}

function useEnd() {
  const { t } = useTranslation('people')
  return useAct(removeStaff, {
    onSuccess: () => toast.done(t('drift.ended')),
    onError: (error) => toast.refused(error),
  })
}

function Name({ personId, fullName }: { personId: string; fullName: string }) {
  const { t } = useTranslation('people')
  return (
    <Link
      {...paths.staff({ person: personId })}
      aria-label={t('drift.open', { name: fullName })}
      className={classes.link ?? ''}
    >
      <bdi>{fullName}</bdi>
    </Link>
  )
}

function ReachRow({ row }: { row: Drift['reach'][number] }) {
  const { t } = useTranslation('people')
  const roleNames = useRoleNames()
  const { date } = useFormat()
  const end = useEnd()
  const { personId, fullName, headOffice, worked, reachable, idle } = row
  return (
    <li style={{ alignItems: 'start' }}>
      <span style={{ minInlineSize: '12rem' }}>
        <Name personId={personId} fullName={fullName} />
        <span className={classes.line}>
          {t('drift.worked', { worked, reachable })}
          {headOffice && ` · ${t('drift.headOffice')}`}
        </span>
      </span>
      <ul className={classes.rows} style={{ flex: 1 }}>
        {idle.map(({ branchId, branchName, roles, givenAt }) => (
          <li key={branchId} style={{ border: 0, paddingBlock: '0.125rem' }}>
            <span>
              {branchName} <span className={classes.soft}>· {roleNames(roles)}</span>
            </span>
            <span className={classes.soft}>{t('drift.given', { day: date(givenAt, 'day') })}</span>
            <Button
              size="compact-sm"
              variant="default"
              className={classes.end ?? ''}
              aria-label={t('drift.endAt', { name: fullName, branch: branchName })}
              loading={end.isPending && end.variables?.branchIds?.[0] === branchId}
              onClick={() => end.mutate({ personId, branchIds: [branchId] })}
            >
              {t('drift.end')}
            </Button>
          </li>
        ))}
      </ul>
    </li>
  )
}

/** One role of several ends: the others stay as they are now, not as they were when the report was made. */
function useEndRole() {
  const { t } = useTranslation('people')
  const act = useAct(setPlaces, {
    onSuccess: () => toast.done(t('drift.ended')),
    onError: (error) => toast.refused(error),
  })
  const end = async ({ personId, branchId, role }: Drift['unused'][number]) => {
    const { staff } = await callApi(listStaff, { personId })
    const was = (staff[0]?.places ?? []).map((place) => ({ branchId: place.branchId, roles: place.roles }))
    const places = was
      .map((place) =>
        place.branchId === branchId ? { ...place, roles: place.roles.filter((held) => held !== role) } : place,
      )
      .filter(({ roles }) => roles.length > 0)
    act.mutate({ personId, was, places })
  }
  return { end, busy: act.isPending }
}

function UnusedRow({ row }: { row: Drift['unused'][number] }) {
  const { t } = useTranslation('people')
  const roleName = useRoleName()
  const roleNames = useRoleNames()
  const moduleName = useModuleName()
  const { date } = useFormat()
  const { end, busy } = useEndRole()
  const { personId, fullName, branchName, role, otherRoles, modules, givenAt } = row
  return (
    <li>
      <span style={{ minInlineSize: '12rem' }}>
        <Name personId={personId} fullName={fullName} />
        <span className={classes.line}>{branchName}</span>
      </span>
      <span>
        {roleName(role)} <span className={classes.soft}>+ {roleNames(otherRoles)}</span>
        <span className={classes.line}>
          {t('drift.modules', { modules: modules.map(moduleName).join(', ') })} ·{' '}
          {t('drift.given', { day: date(givenAt, 'day') })}
        </span>
      </span>
      <Button
        size="compact-sm"
        variant="default"
        className={classes.end ?? ''}
        aria-label={t('drift.endRole', { role: roleName(role), name: fullName, branch: branchName })}
        loading={busy}
        onClick={() => void end(row).catch((error) => toast.refused(error))}
      >
        {t('drift.end')}
      </Button>
    </li>
  )
}
