import { SegmentedControl, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Branding, editBranding } from '#contract/branding.ts'
import { useCan, useClinic } from '../../shared/place.ts'
import { Refusal } from '../../ui/Refusal.tsx'
import { DomainsSection } from './DomainsSection.tsx'
import classes from './Outside.module.css'
import { SenderSection } from './SenderSection.tsx'
import { useBranding } from './use-branding-acts.ts'
import { useVersionedForm } from './use-versioned-form.ts'
import { VersionedForm } from './VersionedForm.tsx'

/** What a branch's admin sets beside logo and colour: names, letterhead, addresses, sender. */
export function OutsideSections() {
  const { id: clinicId } = useClinic()
  const may = useCan('branding.update')
  const answer = useBranding(may ? clinicId : null)
  if (!may) return null
  const branding = answer.data as Branding | undefined
  if (!branding) return <Refusal error={answer.error} onRetry={() => void answer.refetch()} />
  return (
    <>
      <NamesForm clinicId={clinicId} branding={branding} />
      <DomainsSection clinicId={clinicId} branding={branding} />
      <SenderSection clinicId={clinicId} branding={branding} />
    </>
  )
}

interface Names {
  senderName: string
  letterheadFrom: 'own' | 'group'
}
const namesOf = ({ senderName, letterheadFrom }: Branding): Names => ({ senderName: senderName ?? '', letterheadFrom })

function NamesForm({ clinicId, branding }: { clinicId: string; branding: Branding }) {
  const { t } = useTranslation('settings')
  const form = useVersionedForm({
    current: branding,
    valuesOf: namesOf,
    endpoint: editBranding,
    inputOf: (version, { senderName, letterheadFrom }) => ({
      clinicId,
      version,
      senderName: senderName.trim() || null,
      letterheadFrom,
    }),
  })
  const values = form.values!
  const group = t('outside.letterheadGroup', { name: branding.organizationName })
  const words = (name: keyof Names, from: Names) => {
    if (name === 'senderName') return from.senderName
    return from.letterheadFrom === 'own' ? t('outside.letterheadOwn') : group
  }
  return (
    <section className={classes.section} aria-label={t('outside.names')}>
      <h2 className={classes.title}>{t('outside.names')}</h2>
      <VersionedForm
        form={form}
        differences={(theirs, clashes) =>
          clashes.map((name) => ({
            label: t(name === 'senderName' ? 'outside.senderName' : 'outside.letterhead'),
            mine: words(name, values),
            theirs: words(name, namesOf(theirs)),
          }))
        }
      >
        <TextInput
          label={t('outside.senderName')}
          description={t('outside.senderNameHint')}
          maxLength={80}
          dir="auto"
          value={values.senderName}
          onChange={(event) => form.set({ senderName: event.currentTarget.value })}
        />
        <div>
          <p className={classes.hint}>{t('outside.letterheadHint')}</p>
          <SegmentedControl
            aria-label={t('outside.letterhead')}
            value={values.letterheadFrom}
            onChange={(from) => form.set({ letterheadFrom: from as 'own' })}
            data={[
              { value: 'own', label: t('outside.letterheadOwn') },
              { value: 'group', label: group },
            ]}
          />
        </div>
      </VersionedForm>
    </section>
  )
}
