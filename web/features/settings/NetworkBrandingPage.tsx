import { ColorInput, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { editNetworkBranding, type GroupLetterhead, type NetworkBranding } from '#contract/branding.ts'
import { Page } from '../../ui/Page.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { isColor, swatches } from './colors.ts'
import { DomainsSection } from './DomainsSection.tsx'
import { NetworkLogoField } from './NetworkLogoField.tsx'
import outside from './Outside.module.css'
import { SenderSection } from './SenderSection.tsx'
import classes from './SettingsPage.module.css'
import { useBranding } from './use-branding-acts.ts'
import { useVersionedForm } from './use-versioned-form.ts'
import { VersionedForm } from './VersionedForm.tsx'

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

/** The letterhead's lines with the most that each may hold. */
const lines = { tagline: 200, address: 500, phone: 40, email: 254, taxNumber: 60, footer: 300 } as const

/** The letterhead's lines stand beside the rest: two people at two lines do not disturb each other's. */
type Face = { color: string; senderName: string } & GroupLetterhead
const faceOf = ({ color, senderName, letterhead }: NetworkBranding): Face => ({
  color,
  senderName: senderName ?? '',
  ...letterhead,
})

function FaceForm({ branding }: { branding: NetworkBranding }) {
  const { t } = useTranslation('settings')
  const form = useVersionedForm({
    current: branding,
    valuesOf: faceOf,
    endpoint: editNetworkBranding,
    inputOf: (version, { color, senderName, ...letterhead }) => ({
      version,
      color,
      senderName: senderName.trim() || null,
      letterhead,
    }),
  })
  const values = form.values!
  const labelOf = (name: keyof Face) => {
    if (name === 'color') return t('outside.networkColor')
    return name === 'senderName' ? t('outside.senderName') : t(`branch.${name}`)
  }
  return (
    <section className={outside.section}>
      <VersionedForm
        form={form}
        faulty={!isColor(values.color)}
        differences={(theirs, clashes) =>
          clashes.map((name) => ({ label: labelOf(name), mine: values[name], theirs: faceOf(theirs)[name] }))
        }
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
        {(Object.keys(lines) as (keyof typeof lines)[]).map((name) => (
          <TextInput
            key={name}
            label={t(`branch.${name}`)}
            maxLength={lines[name]}
            dir="auto"
            value={values[name]}
            onChange={(event) => form.set({ [name]: event.currentTarget.value })}
          />
        ))}
      </VersionedForm>
    </section>
  )
}
