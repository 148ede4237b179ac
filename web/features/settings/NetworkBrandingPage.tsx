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
import { useVersionedSave } from './use-versioned-save.ts'

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

/** The letterhead's lines stand beside the rest: two people at two lines do not disturb each other's. */
type Face = { color: string; senderName: string } & GroupLetterhead
const faceOf = ({ color, senderName, letterhead }: NetworkBranding): Face => ({
  color,
  senderName: senderName ?? '',
  ...letterhead,
})

function FaceForm({ branding }: { branding: NetworkBranding }) {
  const { t } = useTranslation('settings')
  const form = useKeptForm({ version: branding.version, values: faceOf(branding) })
  const values = form.values!
  const save = useAct(editNetworkBranding, {
    onError: (error) => {
      saving.goOn(error)
    },
    onSuccess: (saved) => {
      saving.settle(saved)
      toast.done(t('saved'))
    },
  })
  const saving = useVersionedSave<NetworkBranding, Face>({
    form,
    valuesOf: faceOf,
    error: save.error,
    forget: save.reset,
    send: (version, { color, senderName, ...letterhead }) =>
      save.mutate({ version, color, senderName: senderName.trim() || null, letterhead }),
  })
  const { theirs } = saving
  const labelOf = (name: keyof Face) => {
    if (name === 'color') return t('outside.networkColor')
    return name === 'senderName' ? t('outside.senderName') : t(`branch.${name}`)
  }
  return (
    <div className={classes.form} style={{ maxInlineSize: '44rem', marginBlockStart: '1.5rem' }}>
      <SettingsForm
        dirty={form.dirty}
        busy={save.isPending}
        error={saving.error}
        faulty={!isColor(values.color)}
        onSave={saving.save}
        onDiscard={form.reset}
        meanwhile={{
          differences:
            theirs &&
            saving.clashes.map((name) => ({
              label: labelOf(name),
              mine: values[name],
              theirs: faceOf(theirs)[name],
            })),
          onKeepMine: saving.keepMine,
          onTakeTheirs: saving.takeTheirs,
        }}
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
            value={values[name]}
            onChange={(event) => form.set({ [name]: event.currentTarget.value })}
          />
        ))}
      </SettingsForm>
    </div>
  )
}
