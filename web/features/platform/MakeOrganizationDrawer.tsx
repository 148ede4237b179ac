import { Select, TextInput } from '@mantine/core'
import { DateInput } from '@mantine/dates'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { makeOrganization, type PlanCode, planCodes } from '#contract/platform.ts'
import { useAct } from '../../lib/query.ts'
import { fieldErrors } from '../../lib/refusal-words.ts'
import { CountryFields, guessWhereabouts } from '../../shared/CountryFields.tsx'
import { FormDrawer } from '../../ui/FormDrawer.tsx'
import { toast } from '../../ui/toasts.tsx'
import classes from './OrganizationDrawer.module.css'

const empty = { organizationName: '', clinicName: '', city: '', fullName: '', email: '' }
type Name = keyof typeof empty

/** An organization made by the operator: there at once, and its admin gets a mail. */
export function MakeOrganizationDrawer({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useTranslation('platform')
  const [values, setValues] = useState(empty)
  const [where, setWhere] = useState(guessWhereabouts)
  const [plan, setPlan] = useState<PlanCode>('trial')
  const [trialEndsOn, setTrialEndsOn] = useState<string | null>(null)
  const make = useAct(makeOrganization, {
    onSuccess: ({ invited }, { email }) => {
      toast.done(t(invited ? 'make.invited' : 'make.added', { email }))
      onClose()
    },
  })
  const errors = fieldErrors(make.error)
  const field = (name: Name) => ({
    label: t(`make.${name}`),
    required: name !== 'clinicName',
    value: values[name],
    error: errors[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setValues({ ...values, [name]: event.currentTarget.value }),
  })

  return (
    <FormDrawer
      opened
      onClose={onClose}
      title={t('make.title')}
      submitLabel={t('make.submit')}
      busy={make.isPending}
      disabled={
        !values.organizationName.trim() || !values.city.trim() || !values.fullName.trim() || !values.email.trim()
      }
      error={Object.keys(errors).length > 0 ? null : make.error}
      onSubmit={(event) => {
        event.preventDefault()
        const { clinicName, ...rest } = values
        const language = i18n.language === 'ur' ? 'ur' : 'en'
        make.mutate({ ...rest, ...where, plan, trialEndsOn, language, ...(clinicName.trim() && { clinicName }) })
      }}
    >
      <TextInput {...field('organizationName')} maxLength={200} dir="auto" data-autofocus />
      <TextInput {...field('clinicName')} maxLength={200} dir="auto" description={t('make.clinicNameHint')} />
      <TextInput {...field('city')} maxLength={100} dir="auto" />
      <CountryFields
        value={where}
        onChange={setWhere}
        className={classes.pair}
        labels={{ country: t('make.country'), timeZone: t('make.timeZone'), currency: t('make.currency') }}
      />
      <TextInput {...field('fullName')} maxLength={200} dir="auto" />
      <TextInput {...field('email')} maxLength={254} dir="ltr" type="email" />
      <div className={classes.pair}>
        <Select
          label={t('make.plan')}
          allowDeselect={false}
          value={plan}
          data={planCodes.map((code) => ({ value: code, label: t(`plan.${code}`) }))}
          onChange={(code) => code && setPlan(code as PlanCode)}
        />
        {plan === 'trial' && (
          <DateInput label={t('make.trialEndsOn')} clearable value={trialEndsOn} onChange={setTrialEndsOn} />
        )}
      </div>
    </FormDrawer>
  )
}
