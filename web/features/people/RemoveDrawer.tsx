import { Button, Drawer, Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type FutureVisit, type Leaving, listFutureVisits, removePerson, type SettledVisit } from '#contract/people.ts'
import { listStaffVisits, removeStaff } from '#contract/staff.ts'
import { useAct, useCall } from '../../lib/query.ts'
import { FormDrawer } from '../../ui/FormDrawer.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { PageSkeleton } from '../../ui/Skeletons.tsx'
import { toast } from '../../ui/toasts.tsx'
import { type Choices, decisionsOf, faultsOf, noChoices } from './decisions.ts'
import classes from './People.module.css'
import { Settled } from './Settled.tsx'
import { VisitDecisions } from './VisitDecisions.tsx'

interface RemoveDrawerProps {
  person: { id: string; fullName: string }
  /** A branch removes from itself; null: head office, from one of these branches or from all. */
  branch: { clinicId: string; name: string } | null
  branches?: { id: string; name: string }[]
  onClose: () => void
  onRemoved: () => void
}

/** Takes somebody out: her appointments are listed before, asked about, and listed after. */
export function RemoveDrawer({ person, branch, branches = [], onClose, onRemoved }: RemoveDrawerProps) {
  const { t } = useTranslation('people')
  const [from, setFrom] = useState<string | null>(null)
  const [choices, setChoices] = useState<Choices>(noChoices)
  const [after, setAfter] = useState<SettledVisit[] | null>(null)
  const name = person.fullName
  const branchIds = from ? [from] : []
  const here = useCall(listFutureVisits, branch && { clinicId: branch.clinicId, personId: person.id })
  const anywhere = useCall(listStaffVisits, branch ? null : { personId: person.id, branchIds })
  const visits = branch ? here : anywhere

  const done = ({ appointments }: { appointments: SettledVisit[] }) => {
    toast.done(t('remove.done', { name }))
    if (appointments.length > 0) setAfter(appointments)
    else onRemoved()
  }
  const fromBranch = useAct(removePerson, { onSuccess: done })
  const fromNetwork = useAct(removeStaff, { onSuccess: done })
  const act = branch ? fromBranch : fromNetwork
  const remove = () => {
    // Nobody goes along with somebody who leaves.
    const decided = decisionsOf(choices, visits.data ?? []) as {
      rest: Leaving
      each: { appointmentId: string; what: Leaving }[]
    }
    if (branch) fromBranch.mutate({ clinicId: branch.clinicId, personId: person.id, ...decided })
    else fromNetwork.mutate({ personId: person.id, branchIds, ...decided })
  }

  if (after)
    return (
      <Drawer opened onClose={onRemoved} size="lg" title={t('remove.done', { name })}>
        <Settled appointments={after} />
        <Button onClick={onRemoved}>{t('after.close')}</Button>
      </Drawer>
    )
  const place = branch?.name ?? branches.find(({ id }) => id === from)?.name
  const { impossible, reasonMissing } = faultsOf(choices, visits.data ?? [])
  return (
    <FormDrawer
      opened
      size="lg"
      onClose={onClose}
      title={t('remove.title', { name })}
      submitLabel={t('remove.act')}
      busy={act.isPending}
      disabled={!visits.data || impossible.length > 0 || reasonMissing}
      error={act.error}
      onSubmit={(event) => {
        event.preventDefault()
        remove()
      }}
    >
      {!branch && branches.length > 0 && (
        <Select
          label={t('remove.where')}
          data={[
            { value: '', label: t('remove.fromEverywhere') },
            ...branches.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          allowDeselect={false}
          value={from ?? ''}
          onChange={(id) => {
            setFrom(id || null)
            setChoices(noChoices)
          }}
          comboboxProps={{ zIndex: 400 }}
        />
      )}
      <p className={classes.hint}>
        {place ? t('remove.fromBranch', { name, branch: place }) : t('remove.fromAll', { name })}
      </p>
      <Refusal error={visits.error} onRetry={() => void visits.refetch()} />
      {visits.isPending && !visits.error && <PageSkeleton />}
      {visits.data && <Touched visits={visits.data} choices={choices} onChange={setChoices} />}
    </FormDrawer>
  )
}

interface TouchedProps {
  visits: FutureVisit[]
  choices: Choices
  onChange: (choices: Choices) => void
}

function Touched({ visits, choices, onChange }: TouchedProps) {
  const { t } = useTranslation('people')
  if (visits.length === 0) return <p className={classes.hint}>{t('remove.noVisits')}</p>
  return (
    <>
      <p style={{ margin: 0, fontWeight: 600 }}>{t('remove.visits', { count: visits.length })}</p>
      <VisitDecisions visits={visits} choices={choices} onChange={onChange} />
    </>
  )
}
