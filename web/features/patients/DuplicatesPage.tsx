import { Button } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type DuplicateProposal, decideDuplicate, listDuplicates, type PatientRow } from '#contract/patients.ts'
import { paths } from '#web/lib/paths.ts'
import { useAct, useCall } from '#web/lib/query.ts'
import { useCan } from '#web/shared/place.ts'
import { DateText } from '#web/ui/DateText.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Refusal } from '#web/ui/Refusal.tsx'
import { toast } from '#web/ui/toasts.tsx'
import classes from './DuplicatesPage.module.css'
import { AgeAndSex, Phone } from './PatientFacts.tsx'
import { reasonWords } from './reasons.ts'

const route = getRouteApi('/signed-in/clinics/$clinicId/patients/duplicates')

/** Pairs that may be one person. A person decides; both records stay. */
export function DuplicatesPage() {
  const { t } = useTranslation('patients')
  const { clinicId } = route.useParams()
  const { before } = route.useSearch()
  const navigate = useNavigate()
  const mayDecide = useCan('patients.update')
  const pairs = useCall(
    listDuplicates,
    { clinicId, ...(before ? { before } : {}) },
    { keep: true, topics: ['patient', 'import'] },
  )
  const takeBack = useAct(decideDuplicate, { onError: (error) => toast.refused(error) })
  const decide = useAct(decideDuplicate, {
    onSuccess: (_, { proposalId, decision }) =>
      toast.done(t(`duplicates.${decision as 'same'}Done`), {
        undo: () => takeBack.mutate({ clinicId, proposalId, decision: 'open' }),
      }),
    onError: (error) => toast.refused(error),
  })

  return (
    <Page
      title={t('duplicates.title')}
      aside={pairs.data && pairs.data.open > 0 && t('duplicates.waiting', { count: pairs.data.open })}
      loading={pairs.isPending}
    >
      <Refusal error={pairs.error} onRetry={() => void pairs.refetch()} />
      {pairs.data?.proposals.length === 0 && (
        <EmptyState icon={<IconUsers size={28} stroke={1.4} />} title={t('duplicates.none')}>
          {t('duplicates.noneHint')}
        </EmptyState>
      )}
      <ul className={classes.pairs}>
        {pairs.data?.proposals.map((pair) => (
          <Pair
            key={pair.id}
            pair={pair}
            clinicId={clinicId}
            onDecide={mayDecide ? (decision) => decide.mutate({ clinicId, proposalId: pair.id, decision }) : undefined}
          />
        ))}
      </ul>
      {pairs.data?.next && (
        <Button
          variant="default"
          onClick={() => void navigate({ ...paths.duplicates(clinicId), search: { before: pairs.data.next! } })}
        >
          {t('more')}
        </Button>
      )}
    </Page>
  )
}

interface PairProps {
  pair: DuplicateProposal
  clinicId: string
  onDecide?: ((decision: 'same' | 'different') => void) | undefined
}

function Pair({ pair, clinicId, onDecide }: PairProps) {
  const { t } = useTranslation('patients')
  return (
    <li className={classes.pair}>
      <div className={classes.reasons}>{reasonWords(pair.reasons)}</div>
      <div className={classes.two}>
        {pair.patients.map((patient) => (
          <One key={patient.id} patient={patient} clinicId={clinicId} />
        ))}
      </div>
      <div className={classes.foot}>
        {onDecide && (
          <>
            <Button size="xs" onClick={() => onDecide('same')}>
              {t('duplicates.same')}
            </Button>
            <Button size="xs" variant="default" onClick={() => onDecide('different')}>
              {t('duplicates.different')}
            </Button>
          </>
        )}
        <span className={classes.when}>
          {t('duplicates.proposed')} <DateText value={pair.createdAt} />
        </span>
      </div>
    </li>
  )
}

function One({ patient, clinicId }: { patient: PatientRow; clinicId: string }) {
  const { t } = useTranslation('patients')
  return (
    <div className={classes.one}>
      <Link {...paths.patient(clinicId, patient.id)} className={classes.name}>
        <bdi>{patient.fullName}</bdi>
      </Link>
      <span>
        {t('field.number')} <bdi className="ltr">{patient.number}</bdi>
      </span>
      <span>
        <AgeAndSex {...patient} />
        {patient.bornOn && (
          <>
            {' '}
            (<DateText value={patient.bornOn} />)
          </>
        )}
      </span>
      <span>
        <Phone phone={patient.phone} />
      </span>
      {patient.city && (
        <span>
          <bdi>{patient.city}</bdi>
        </span>
      )}
    </div>
  )
}
