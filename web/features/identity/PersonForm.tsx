import { Button, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Account, editAccount, getAccount } from '#contract/account.ts'
import { languages } from '../../lib/i18n.ts'
import { useAct } from '../../lib/query.ts'
import { Refusal } from '../../ui/Refusal.tsx'
import { toast } from '../../ui/toasts.tsx'
import classes from './AccountPage.module.css'

export function PersonForm({ account }: { account: Account }) {
  const { t } = useTranslation('account')
  const [phone, setPhone] = useState(account.phone ?? '')
  const [language, setLanguage] = useState(account.language)
  const save = useAct(editAccount, { invalidates: [getAccount], onSuccess: () => toast.done(t('person.saved')) })
  const changed = phone !== (account.phone ?? '') || language !== account.language
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ phone: phone.trim() || null, language })
  }
  return (
    <form className={classes.section} noValidate onSubmit={submit} aria-labelledby="account-person">
      <h2 id="account-person" className={classes.title}>
        {t('person.title')}
      </h2>
      <dl className={classes.facts}>
        <div>
          <dt>{t('person.name')}</dt>
          <dd>
            <bdi>{account.fullName}</bdi>
          </dd>
        </div>
        <div>
          <dt>{account.email ? t('person.email') : t('person.username')}</dt>
          <dd>
            <bdi>{account.email ?? account.username}</bdi>
          </dd>
        </div>
      </dl>
      <div className={classes.pair}>
        <TextInput
          label={t('person.phone')}
          type="tel"
          autoComplete="tel"
          dir="ltr"
          value={phone}
          onChange={(event) => setPhone(event.currentTarget.value)}
        />
        <Select
          label={t('person.language')}
          placeholder={t('person.languageNone')}
          clearable
          value={language}
          onChange={(code) => setLanguage(code as Account['language'])}
          data={languages.map(({ code, name }) => ({ value: code, label: name }))}
        />
      </div>
      <Refusal error={save.error} />
      <div className={classes.acts}>
        <Button type="submit" loading={save.isPending} disabled={!changed}>
          {t('person.save')}
        </Button>
      </div>
    </form>
  )
}
