import { Button } from '@mantine/core'
import { IconConfetti } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { dismissFirstSteps, getFirstSteps } from '#contract/registration.ts'
import { paths } from '../../lib/paths.ts'
import { useAct, useCall } from '../../lib/query.ts'
import { Allowed } from '../../shared/Allowed.tsx'
import { useClinic } from '../../shared/place.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Page } from '../../ui/Page.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { DoctorStep } from './DoctorStep.tsx'
import classes from './FirstSteps.module.css'
import { HoursStep } from './HoursStep.tsx'
import { SampleCard } from './SampleCard.tsx'
import { Step } from './Step.tsx'

/** What a new branch still misses, each with what to fill in beside it. Done, the page is gone. */
export function FirstStepsPage() {
  return (
    <Allowed needs="clinic.update">
      <FirstSteps />
    </Allowed>
  )
}

function FirstSteps() {
  const { t } = useTranslation('registration')
  const { id: clinicId } = useClinic()
  const navigate = useNavigate()
  const answer = useCall(getFirstSteps, { clinicId })
  const putAway = useAct(dismissFirstSteps, { onSuccess: () => void navigate(paths.day(clinicId)) })
  const steps = answer.data
  const done = steps ? [steps.hours, steps.doctor, steps.booking].filter(Boolean).length : 0
  const toDay = (
    <Button component={Link} {...(paths.day(clinicId) as object)} variant={done === 3 ? 'filled' : 'default'}>
      {done === 3 ? t('steps.toDay') : t('steps.booking.open')}
    </Button>
  )

  return (
    <Page
      title={t('steps.title')}
      shape="read"
      loading={answer.isPending && !answer.error}
      aside={steps && t('steps.aside', { done, all: 3 })}
    >
      <Refusal error={answer.error} onRetry={() => void answer.refetch()} />
      {steps && done === 3 && (
        <EmptyState icon={<IconConfetti size={22} stroke={1.6} />} title={t('steps.allDone')} action={toDay}>
          {t('steps.allDoneBody')}
        </EmptyState>
      )}
      {steps && (
        <div className={classes.steps}>
          {done < 3 && (
            <>
              <p className={classes.lead}>{t('steps.lead')}</p>
              <HoursStep done={steps.hours} />
              <DoctorStep done={steps.doctor} hours={steps.hours} />
              <Step title={t('steps.booking.title')} done={steps.booking}>
                <p className={classes.words}>{steps.booking ? t('steps.booking.done') : t('steps.booking.body')}</p>
                {steps.hours && steps.doctor && !steps.booking && toDay}
              </Step>
            </>
          )}
          <SampleCard steps={steps} />
          {steps.shown && (
            <Button
              variant="subtle"
              color="gray"
              className={classes.putAway}
              loading={putAway.isPending}
              onClick={() => putAway.mutate({ clinicId })}
            >
              {t('steps.putAway')}
            </Button>
          )}
          <Refusal error={putAway.error} />
        </div>
      )}
    </Page>
  )
}
