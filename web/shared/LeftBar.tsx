import { ActionIcon, Tooltip } from '@mantine/core'
import { IconLayoutSidebar } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { paths } from '../lib/paths.ts'
import { BranchList } from './BranchList.tsx'
import { BrandMark } from './BrandMark.tsx'
import { useClinicLook } from './clinic-look.ts'
import { HqReturn } from './HqReturn.tsx'
import classes from './LeftBar.module.css'
import { NavLinks } from './NavLinks.tsx'
import { clinicNav, networkNav } from './nav.ts'
import { useOpenable, usePlace } from './place.ts'

interface LeftBarProps {
  narrow: boolean
  onToggle: () => void
}

/** Only what this branch has and this role may open. Head office sees its modules and, below them, the branches. */
export function LeftBar({ narrow, onToggle }: LeftBarProps) {
  const { t } = useTranslation('shell')
  const { session, clinic } = usePlace()
  const { logoUrl } = useClinicLook(clinic)
  const items = useOpenable(clinic ? clinicNav : networkNav)

  return (
    <aside aria-label={t('nav.bar')} className={classes.bar} data-narrow={narrow || undefined}>
      {clinic && session.organizationWide && <HqReturn shape="block" />}
      <Link {...paths.home()} className={classes.brand} aria-label={session.organization.name}>
        <BrandMark name={clinic?.name ?? session.organization.name} logoUrl={logoUrl} />
        <span className={classes.name}>{session.organization.name}</span>
      </Link>
      <nav aria-label={t('nav.label')} className={classes.nav}>
        <NavLinks items={items} clinicId={clinic?.id} narrow={narrow} />
      </nav>
      {!clinic && <BranchList className={classes.branches} />}
      <div className={classes.foot}>
        <Tooltip label={narrow ? t('nav.expand') : t('nav.collapse')} position="right">
          <ActionIcon
            onClick={onToggle}
            aria-label={narrow ? t('nav.expand') : t('nav.collapse')}
            aria-pressed={narrow}
          >
            <IconLayoutSidebar size={18} stroke={1.6} className="flips" />
          </ActionIcon>
        </Tooltip>
      </div>
    </aside>
  )
}
