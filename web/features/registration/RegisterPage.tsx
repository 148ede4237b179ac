import { Button, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { beginRegistration } from '#contract/registration.ts'
import { paths } from '../../lib/paths.ts'
import { useAct } from '../../lib/query.ts'
import { fieldErrors } from '../../lib/refusal-words.ts'
import { CountryFields, guessWhereabouts } from '../../shared/CountryFields.tsx'
import { Door } from '../../shared/Door.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import classes from './Register.module.css'

const empty = { organizationName: '', clinicName: '', city: '', fullName: '', email: '' }
type Name = keyof typeof empty

/** A new practice: its name, its first branch, its first admin. The link in the mail does the rest. */
export function RegisterPage() {
  const { t, i18n } = useTranslation('registration')
  const [values, setValues] = useState(empty)
  const [where, setWhere] = useState(guessWhereabouts)
  const [asked, setAsked] = useState(false)
  const [sentTo, setSentTo] = useState<string | null>(null)
  const begin = useAct(beginRegistration, { onSuccess: (_, { email }) => setSentTo(email) })
  const refused = fieldErrors(begin.error)

  const faultOf = (name: Name) => {
    const value = values[name].trim()
    if (!value) return name === 'clinicName' ? null : t('required')
    return name === 'email' && !/^\S+@\S+\.\S+$/.test(value) ? t('notEmail') : null
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    const { clinicName, ...rest } = values
    if ((Object.keys(values) as Name[]).some(faultOf)) return
    const language = i18n.language === 'ur' ? 'ur' : 'en'
    begin.mutate({ ...rest, ...where, language, ...(clinicName.trim() && { clinicName }) })
  }
  const field = (name: Name, maxLength: number) => ({
    label: t(name),
    required: name !== 'clinicName',
    maxLength,
    value: values[name],
    error: (asked && faultOf(name)) || refused[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setValues({ ...values, [name]: event.currentTarget.value }),
  })

  if (sentTo)
    return (
      <Door wide title={t('sent.title')} lead={t('sent.body', { email: sentTo })}>
        <Button variant="default" onClick={() => setSentTo(null)}>
          {t('sent.again')}
        </Button>
      </Door>
    )
  return (
    <Door wide title={t('title')} lead={t('lead')}>
      <form className={classes.form} noValidate onSubmit={submit}>
        <TextInput {...field('organizationName', 200)} dir="auto" autoComplete="organization" autoFocus />
        <TextInput {...field('clinicName', 200)} description={t('clinicNameHint')} dir="auto" />
        <TextInput {...field('city', 100)} dir="auto" autoComplete="address-level2" />
        <CountryFields
          value={where}
          onChange={setWhere}
          className={classes.pair}
          labels={{ country: t('country'), timeZone: t('timeZone'), currency: t('currency') }}
        />
        <p className={classes.guess}>{t('guessed')}</p>
        <fieldset className={classes.group}>
          <legend>{t('you')}</legend>
          <div className={classes.form}>
            <TextInput {...field('fullName', 200)} dir="auto" autoComplete="name" />
            <TextInput
              {...field('email', 254)}
              description={t('emailHint')}
              type="email"
              dir="ltr"
              autoComplete="email"
            />
          </div>
        </fieldset>
        <Refusal error={Object.keys(refused).length > 0 ? null : begin.error} />
        <Button type="submit" loading={begin.isPending} fullWidth>
          {t('send')}
        </Button>
        <Link {...paths.signIn()} className={classes.link}>
          {t('haveAccount')}
        </Link>
      </form>
    </Door>
  )
}
