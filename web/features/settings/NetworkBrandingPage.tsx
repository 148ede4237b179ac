import { ColorInput, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { editNetworkBranding, type GroupLetterhead, type NetworkBranding } from '#contract/branding.ts'
import { useAct } from '../../lib/query.ts'
import { Page } from '../../ui/Page.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { toast } from '../../ui/toasts.tsx'
import { isColor, swatches } from './colors.ts'
import { DomainsSection } from './DomainsSection.tsx'
import { NetworkLogoField } from './NetworkLogoField.tsx'
import { SenderSection } from './SenderSection.tsx'
import { SettingsForm } from './SettingsForm.tsx'
import classes from './SettingsPage.module.css'
import { useBranding } from './use-branding-acts.ts'
import { useKeptForm } from './use-kept-form.ts'

/** The organization's own face: its sign-in page, the letterhead branches may choose, its addresses and sender. */
export function NetworkBrandingPage() {
  const { t } = useTranslation('settings')
  const answer = useBranding(null)
  const branding = answer.data as NetworkBranding | undefined
  return (
    <Page title={t('outside.network')}>
      <Refusal error={answer.error} onRetry={() => void answer.refetch()} />
      {branding && (
        <>
          <NetworkLogoField branding={branding} />
          <FaceForm branding={branding} />
          <DomainsSection clinicId={null} branding={branding} />
          <SenderSection clinicId={null} branding={branding} />
        </>
      )}
    </Page>
  )
}

const lines = ['tagline', 'address', 'phone', 'email', 'taxNumber', 'footer'] as const

function FaceForm({ branding }: { branding: NetworkBranding }) {
  const { t } = useTranslation('settings')
  const { version, color, senderName, letterhead } = branding
  const form = useKeptForm({ version, values: { color, senderName: senderName ?? '', letterhead } })
  const values = form.values!
  const save = useAct(editNetworkBranding, {
    onSuccess: () => {
      form.reset()
      toast.done(t('saved'))
    },
  })
  const put = (name: keyof GroupLetterhead, text: string) =>
    form.set({ letterhead: { ...values.letterhead, [name]: text } })
  return (
    <div className={classes.form} style={{ maxInlineSize: '44rem', marginBlockStart: '1.5rem' }}>
      <SettingsForm
        dirty={form.dirty}
        busy={save.isPending}
        error={save.error}
        faulty={!isColor(values.color)}
        onSave={() => save.mutate({ ...values, version: form.version!, senderName: values.senderName.trim() || null })}
        onDiscard={form.reset}
      >
        <ColorInput
          label={t('outside.networkColor')}
          maw="20rem"
          format="hex"
          swatches={swatches}
          value={values.color}
          error={isColor(values.color) ? null : t('branding.colorFault')}
          onChange={(next) => form.set({ color: next.toLowerCase() })}
          eyeDropperButtonProps={{ 'aria-label': t('branding.pick') }}
        />
        <TextInput
          label={t('outside.senderName')}
          description={t('outside.networkSenderHint')}
          maxLength={80}
          dir="auto"
          value={values.senderName}
          onChange={(event) => form.set({ senderName: event.currentTarget.value })}
        />
        <p className={classes.hint}>{t('outside.groupLetterheadHint')}</p>
        {lines.map((name) => (
          <TextInput
            key={name}
            label={t(`branch.${name}`)}
            maxLength={name === 'phone' ? 40 : 200}
            dir="auto"
            value={values.letterhead[name]}
            onChange={(event) => put(name, event.currentTarget.value)}
          />
        ))}
      </SettingsForm>
    </div>
  )
}
