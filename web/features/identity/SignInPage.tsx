import { Button, PasswordInput, TextInput, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { getOrganizationInfo, listSampleSignIns } from '#contract/session.ts'
import type { ApiError } from '../../lib/api-error.ts'
import { useCall } from '../../lib/query.ts'
import { homePath, type Session, signIn } from '../../lib/session.ts'
import { BrandMark } from '../../shared/BrandMark.tsx'
import { BrandTheme } from '../../shared/BrandTheme.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { LanguageLinks } from './LanguageLinks.tsx'
import { SamplePeople } from './SamplePeople.tsx'
import classes from './SignInPage.module.css'

const route = getRouteApi('/sign-in')

/** The clinic's door: its logo and colour, two fields, one button; while the sample group is loaded, its people. */
export function SignInPage() {
  const { t } = useTranslation('signIn')
  const { after } = route.useSearch()
  const router = useRouter()
  const info = useCall(getOrganizationInfo, { domain: location.hostname }, { staleMs: 600_000 })
  const samples = useCall(listSampleSignIns, {}, { staleMs: 600_000 })
  const name = info.data?.name ?? null

  const enter = useMutation<Session, ApiError, { login: string; password: string }>({
    mutationFn: ({ login, password }) => signIn(login, password),
    onSuccess: (session) => router.history.push(after ?? homePath(session)),
  })
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { login: '', password: '' },
    validate: {
      login: (value) => (value.trim() ? null : t('required')),
      password: (value) => (value ? null : t('required')),
    },
  })

  useEffect(() => {
    document.title = name ? `${name} · Polyclinic` : 'Polyclinic'
  }, [name])

  return (
    <BrandTheme color={info.data?.color}>
      <div className={classes.page} data-samples={samples.data?.length ? true : undefined}>
        <main className={classes.door}>
          <BrandMark name={name ?? 'Polyclinic'} logoUrl={info.data?.logo} size={44} />
          <Title order={1} className={classes.title}>
            {name ? t('titleTo', { organization: name }) : t('title')}
          </Title>
          <form className={classes.form} noValidate onSubmit={form.onSubmit((values) => enter.mutate(values))}>
            <TextInput
              key={form.key('login')}
              {...form.getInputProps('login')}
              label={t('email')}
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              dir="ltr"
              data-autofocus
              autoFocus
            />
            <PasswordInput
              key={form.key('password')}
              {...form.getInputProps('password')}
              label={t('password')}
              autoComplete="current-password"
              dir="ltr"
              visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
            />
            <Refusal error={enter.error} />
            <Button type="submit" loading={enter.isPending} fullWidth>
              {t('signIn')}
            </Button>
          </form>
          <LanguageLinks />
        </main>
        {samples.data && samples.data.length > 0 && (
          <SamplePeople people={samples.data} busy={enter.isPending} onChoose={(person) => enter.mutate(person)} />
        )}
      </div>
    </BrandTheme>
  )
}
