import { CloseButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { PlanColumn } from '#contract/appointments.ts'
import { PrintButton } from '#web/shared/PrintButton.tsx'
import classes from './TokenCard.module.css'
import { tellToken, useTokenNews } from './token-news.ts'
import { useTokenPath } from './use-token-path.ts'

interface TokenCardProps {
  /** For the room a called patient goes to. */
  columns: readonly PlanColumn[]
}

/** The token to hand over or to call out, large enough to be read from a step away. */
export function TokenCard({ columns }: TokenCardProps) {
  const { t } = useTranslation('appointments')
  const news = useTokenNews()
  const tokenPath = useTokenPath()
  const room = columns.find(({ doctorId }) => doctorId === news?.visit.doctorId)?.room
  const where = [room, news?.visit.doctorName].filter(Boolean).join(' · ')

  return (
    <div role="status" aria-live="assertive">
      {news && news.visit.token !== null && (
        <div className={classes.card} data-what={news.what} data-token-card>
          <div className={classes.token}>{news.visit.token}</div>
          <div className={classes.words}>
            <div className={classes.what}>{t(`token.${news.what}`)}</div>
            <strong>
              <bdi>{news.visit.patientName}</bdi>
            </strong>
            {where && <div className={classes.where}>{where}</div>}
            {news.what === 'given' && <PrintButton size="xs" label={t('token.print')} path={tokenPath(news.visit)} />}
          </div>
          <CloseButton aria-label={t('token.close')} onClick={() => tellToken(null)} />
        </div>
      )}
    </div>
  )
}
