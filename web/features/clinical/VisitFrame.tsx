import { UnstyledButton } from '@mantine/core'
import { useLocalStorage, useMediaQuery } from '@mantine/hooks'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { VisitSheet } from '#contract/encounters.ts'
import { PatientBanner } from '../../shared/PatientBanner.tsx'
import { useBannerOf } from '../../shared/use-banner-of.ts'
import { HistoryPanel } from './HistoryPanel.tsx'
import classes from './VisitFrame.module.css'

interface VisitFrameProps {
  sheet: VisitSheet
  /** Offered on each line of an earlier prescription. */
  onRepeat?: (line: VisitSheet['history'][number]['prescription'][number]) => void
  middle: ReactNode
  side?: ReactNode
  /** Stays at the lower edge. */
  footer: ReactNode
}

/** The patient on top and in sight, history at the start, the note in the middle, the prescription at the end. */
export function VisitFrame({ sheet, onRepeat, middle, side, footer }: VisitFrameProps) {
  const { t } = useTranslation('clinical')
  const bannerOf = useBannerOf()
  const isWide = useMediaQuery('(min-width: 75em)', true, { getInitialValueInEffect: false })
  const [wanted, setWanted] = useLocalStorage({
    key: 'polyclinic-visit-history',
    defaultValue: true,
    getInitialValueInEffect: false,
  })
  const { patient, history } = sheet
  const shown = wanted && isWide
  const banner = bannerOf(patient)

  // Columns that are only read have nothing else that a keyboard could scroll them by.
  const scrolls = onRepeat ? {} : { tabIndex: 0 }

  useEffect(() => {
    document.title = `${patient.fullName} · Polyclinic`
  }, [patient.fullName])

  return (
    <div className={classes.page}>
      <PatientBanner patient={patient.notes ? { ...banner, alerts: [...banner.alerts, patient.notes] } : banner} />
      <div className={classes.columns} data-history={shown || undefined} data-side={side ? true : undefined}>
        <aside className={classes.history} aria-label={t('history.title')}>
          <UnstyledButton
            className={classes.fold}
            aria-expanded={isWide ? wanted : true}
            disabled={!isWide}
            onClick={() => setWanted(!wanted)}
          >
            <h2 className={classes.heading}>{t('history.title')}</h2>
            <span className={classes.count}>{history.length}</span>
          </UnstyledButton>
          {(shown || !isWide) && <HistoryPanel history={history} onRepeat={onRepeat} />}
        </aside>
        <div className={classes.middle} {...scrolls}>
          {middle}
        </div>
        {side && (
          <div className={classes.side} {...scrolls}>
            {side}
          </div>
        )}
      </div>
      <div className={classes.footer}>{footer}</div>
    </div>
  )
}
