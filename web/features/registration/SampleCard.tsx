import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addSample, type FirstSteps, removeSample } from '#contract/registration.ts'
import { useAct } from '../../lib/query.ts'
import { useCan, useClinic } from '../../shared/place.ts'
import { Refusal } from '../../ui/Refusal.tsx'
import classes from './FirstSteps.module.css'

/** Sample patients at a click, and gone at a click. What got work of its own stays, and that is said. */
export function SampleCard({ steps }: { steps: FirstSteps }) {
  const { t } = useTranslation('registration')
  const { id: clinicId } = useClinic()
  const mayAdd = useCan('imports.create')
  const mayRemove = useCan('imports.delete')
  const [gone, setGone] = useState<{ patients: number; appointments: number; kept: number } | null>(null)
  const add = useAct(addSample, { onSuccess: () => setGone(null) })
  const remove = useAct(removeSample, { onSuccess: setGone })
  const there = steps.samplePatients > 0
  const { samplePatients: patients, sampleAppointments: appointments } = steps
  if (!mayAdd && !there) return null

  return (
    <section className={classes.sample}>
      <h2 className={classes.title}>{t('steps.sample.title')}</h2>
      <p className={classes.words}>
        {there ? t('steps.sample.there', { patients, appointments }) : t('steps.sample.body')}{' '}
        {!there && !steps.doctor && t('steps.sample.noDoctor')}
      </p>
      {there
        ? mayRemove && (
            <Button variant="default" loading={remove.isPending} onClick={() => remove.mutate({ clinicId })}>
              {t('steps.sample.remove')}
            </Button>
          )
        : mayAdd && (
            <Button variant="default" loading={add.isPending} onClick={() => add.mutate({ clinicId })}>
              {t('steps.sample.add')}
            </Button>
          )}
      <div role="status">
        {gone && (
          <p className={classes.words}>
            {t('steps.sample.removed', gone)} {gone.kept > 0 && t('steps.sample.kept', { count: gone.kept })}
          </p>
        )}
      </div>
      <Refusal error={add.error ?? remove.error} />
    </section>
  )
}
