import { Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/format.ts'
import { type Choice, type Choices, choiceOf, isPossible, takersOf, type VisitToDecide } from './decisions.ts'
import classes from './People.module.css'
import { whenOf } from './when.ts'

interface VisitDecisionsProps {
  visits: readonly VisitToDecide[]
  choices: Choices
  onChange: (choices: Choices) => void
  /** The branch a doctor goes to; left out: she goes nowhere. */
  along?: string | undefined
}

/** Every appointment that is touched, and what happens to all of them or to each. */
export function VisitDecisions({ visits, choices, onChange, along }: VisitDecisionsProps) {
  const { t } = useTranslation('people')
  const format = useFormat()
  const common = [
    { value: 'stay', label: t('decide.stay') },
    ...(along ? [{ value: 'along', label: t('decide.along', { branch: along }) }] : []),
    { value: 'cancel', label: t('decide.cancel') },
  ]
  const to = ({ id, fullName }: { id: string; fullName: string }) => ({
    value: `other:${id}`,
    label: t('decide.other', { name: fullName }),
  })
  const used = visits.map((visit) => choiceOf(choices, visit.id))
  const when = (visit: VisitToDecide) => whenOf(visit, format)
  const chosen = (visit: VisitToDecide): Choice => choiceOf(choices, visit.id)

  return (
    <>
      <Select
        label={t('decide.all')}
        allowDeselect={false}
        data={[...common, ...takersOf(visits).map(to)]}
        value={choices.rest}
        onChange={(rest) => onChange({ ...choices, rest: rest ?? 'stay' })}
        comboboxProps={{ zIndex: 400 }}
      />
      {used.includes('cancel') && (
        <TextInput
          label={t('decide.reason')}
          description={t('decide.reasonHint')}
          required
          maxLength={300}
          dir="auto"
          value={choices.reason}
          onChange={({ currentTarget }) => onChange({ ...choices, reason: currentTarget.value })}
        />
      )}
      <table className={classes.visits}>
        <thead>
          <tr>
            <th>{t('decide.when')}</th>
            <th>{t('decide.patient')}</th>
            <th>{t('decide.what')}</th>
          </tr>
        </thead>
        <tbody>
          {visits.map((visit) => (
            <tr key={visit.id} data-visit={visit.id}>
              <td className="figures">
                {when(visit)}
                <span className={classes.line}>{visit.branchName}</span>
              </td>
              <td>
                <bdi>{visit.patientName}</bdi>
                <span className={classes.line}>
                  {visit.patientNumber}
                  {visit.serviceName && ` · ${visit.serviceName}`}
                </span>
              </td>
              <td>
                <Select
                  size="xs"
                  aria-label={t('decide.one', { name: visit.patientName, time: when(visit) })}
                  allowDeselect={false}
                  data={[
                    { value: '', label: t('decide.as') },
                    ...common.map((one) => ({ ...one, disabled: !isPossible(one.value, visit) })),
                    ...visit.freeDoctors.map(to),
                  ]}
                  value={choices.each[visit.id] ?? ''}
                  onChange={(choice) => onChange({ ...choices, each: { ...choices.each, [visit.id]: choice ?? '' } })}
                  comboboxProps={{ zIndex: 400 }}
                />
                {!isPossible(chosen(visit), visit) && (
                  <span className={classes.cannot} role="status">
                    {t('decide.cannot')}
                    {chosen(visit) === 'along' &&
                      visit.alongHindrance &&
                      ` (${t(`decide.${visit.alongHindrance}`, { branch: along })})`}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
