import { IconBuildingStore } from '@tabler/icons-react'
import { useNavigate, useRouter } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../lib/paths.ts'
import { useKeys } from '../ui/keys.ts'
import { useCommands, useOpenCommands } from './commands.ts'
import { clinicNav, networkNav } from './nav.ts'
import { useOpenable, usePlace } from './place.ts'

interface FrameCommandsProps {
  showKeys: () => void
  toggleBar: () => void
}

/** What works on every screen: going places by key and by Ctrl+K, changing the branch. Shows nothing itself. */
export function FrameCommands({ showKeys, toggleBar }: FrameCommandsProps) {
  const { t } = useTranslation('shell')
  const { session, clinic } = usePlace()
  const navigate = useNavigate()
  const router = useRouter()
  const openBox = useOpenCommands()
  const items = useOpenable(clinic ? clinicNav : networkNav)
  const hq = useOpenable(clinic && session.organizationWide ? networkNav.slice(0, 1) : [])
  const go = (to: string) => () => void router.navigate({ to: to as string, params: { clinicId: clinic?.id } as never })

  useKeys(t('keys.goTo'), [
    ...items.map(({ to, label, keys }) => ({ keys, label: t(label), run: go(to) })),
    ...hq.map(({ to }) => ({ keys: 'g h', label: t('hq', { organization: session.organization.name }), run: go(to) })),
  ])
  useKeys(t('product'), [
    { keys: 'mod+k', label: t('keys.command'), run: () => openBox() },
    { keys: '/', label: t('keys.command'), run: () => openBox() },
    { keys: '[', label: t('keys.bar'), run: toggleBar },
    { keys: '?', label: t('keys.list'), run: showKeys },
  ])
  useCommands({
    id: 'go',
    group: t('command.go'),
    commands: items.map(({ to, label, icon: Icon, keys }) => ({
      id: to,
      label: t(label),
      icon: <Icon size={18} stroke={1.6} />,
      keys,
      run: go(to),
    })),
  })
  const branches = useMemo(
    () =>
      session.clinics
        .filter(({ id }) => id !== clinic?.id)
        .map(({ id, name, city }) => ({
          id,
          label: name,
          detail: city,
          icon: <IconBuildingStore size={18} stroke={1.6} />,
          run: () => void navigate(paths.clinic(id)),
        })),
    [session.clinics, clinic?.id, navigate],
  )
  useCommands({ id: 'branches', group: t('command.branches'), commands: branches })
  return null
}
