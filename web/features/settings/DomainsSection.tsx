import { Button, Group, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Domain } from '#contract/branding.ts'
import { Refusal } from '../../ui/Refusal.tsx'
import { Copyable } from './Copyable.tsx'
import classes from './Outside.module.css'
import { OutsideState } from './OutsideState.tsx'
import { type Outside, useBrandingActs } from './use-branding-acts.ts'

/** Addresses on the web under which the sign-in page wears this branch, or the organization. */
export function DomainsSection({ clinicId, branding }: { clinicId: string | null; branding: Outside }) {
  const { t } = useTranslation('settings')
  const acts = useBrandingActs(clinicId)
  const [host, setHost] = useState('')
  const add = (event: FormEvent) => {
    event.preventDefault()
    if (host.trim()) acts.claim(host.trim(), () => setHost(''))
  }
  return (
    <section className={classes.section} aria-label={t('outside.domains')}>
      <h2 className={classes.title}>{t('outside.domains')}</h2>
      <p className={classes.hint}>{t('outside.domainsHint')}</p>
      {branding.domains.length > 0 && (
        <ul className={classes.list}>
          {branding.domains.map((domain) => (
            <li key={domain.domainId}>
              <DomainLine domain={domain} branding={branding} acts={acts} />
            </li>
          ))}
        </ul>
      )}
      {branding.target === null ? (
        <p className={classes.hint}>{t('outside.noBase')}</p>
      ) : (
        <>
          {branding.subdomain && (
            <div>
              <Button variant="default" loading={acts.busy} onClick={() => acts.claim(null)}>
                {t('outside.takeSubdomain', { host: branding.subdomain })}
              </Button>
            </div>
          )}
          <form onSubmit={add} className={classes.row}>
            <TextInput
              label={t('outside.ownHost')}
              placeholder="portal.example.com"
              dir="ltr"
              maxLength={253}
              value={host}
              onChange={(event) => setHost(event.currentTarget.value)}
            />
            <Button type="submit" variant="default" disabled={!host.trim()} loading={acts.busy}>
              {t('outside.addHost')}
            </Button>
          </form>
        </>
      )}
      <Refusal error={acts.error} />
    </section>
  )
}

interface DomainLineProps {
  domain: Domain
  branding: Outside
  acts: ReturnType<typeof useBrandingActs>
}

function DomainLine({ domain, branding, acts }: DomainLineProps) {
  const { t } = useTranslation('settings')
  const verified = domain.state === 'verified'
  const missed = !verified || domain.failedChecks > 0
  return (
    <>
      <OutsideState
        address={domain.host}
        verified={verified}
        failedChecks={domain.failedChecks}
        words={t(verified ? 'outside.verified' : 'outside.waiting')}
      />
      {domain.own && !verified && branding.target && (
        <>
          <p className={classes.hint}>{t('outside.setCname')}</p>
          <Copyable label={t('outside.record', { type: 'CNAME', name: domain.host })} value={branding.target} />
        </>
      )}
      {domain.own && domain.checkedAt && missed && branding.target && (
        <p className={classes.hint}>
          {domain.found
            ? t('outside.pointsElsewhere', { host: domain.host, found: domain.found, target: branding.target })
            : t('outside.noCname', { host: domain.host })}
        </p>
      )}
      {verified && <p className={classes.hint}>{t(`outside.certificate.${branding.certificates}`)}</p>}
      <Group gap="xs">
        {domain.own && (
          <Button size="xs" variant="default" loading={acts.busy} onClick={() => acts.check(domain.domainId)}>
            {t('outside.check')}
          </Button>
        )}
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          aria-label={t('outside.releaseHost', { host: domain.host })}
          onClick={() => acts.release(domain.domainId)}
        >
          {t('outside.release')}
        </Button>
        {domain.own && !verified && <span className={classes.hint}>{t('outside.byItself')}</span>}
      </Group>
    </>
  )
}
