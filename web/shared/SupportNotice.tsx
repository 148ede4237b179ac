import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { endSupportVisit, listSupportVisits } from '#contract/platform.ts'
import { useFormat } from '../lib/format.ts'
import { useAct, useCall } from '../lib/query.ts'
import { isHeadOffice, useSession } from '../lib/session.ts'
import { Refusal } from '../ui/Refusal.tsx'
import classes from './SupportNotice.module.css'

/** For the organization's own admins, while support is inside: who, why, until when, and "end it now". */
export function SupportNotice() {
  const { t } = useTranslation('shell')
  const { time } = useFormat()
  const session = useSession()
  const asked = isHeadOffice(session) && !session.elevation
  const visits = useCall(listSupportVisits, asked ? {} : null, { topics: ['support'], every: 60_000 })
  const end = useAct(endSupportVisit, { invalidates: [listSupportVisits] })
  return (
    <div role="status">
      {visits.data
        ?.filter(({ live }) => live)
        .map(({ id, operatorName: operator, asName: name, reason, endsAt }) => (
          <div key={id} className={classes.notice}>
            <span className={classes.words}>
              {name
                ? t('support.insideAs', { operator, name, time: time(endsAt) })
                : t('support.inside', { operator, time: time(endsAt) })}{' '}
              <bdi>{reason}</bdi>
            </span>
            <Button
              size="compact-xs"
              variant="default"
              loading={end.isPending}
              onClick={() => end.mutate({ elevationId: id })}
            >
              {t('support.endNow')}
            </Button>
          </div>
        ))}
      <Refusal error={end.error} />
    </div>
  )
}
