import { useLocalStorage } from '@mantine/hooks'

/** The left bar as icons only: the person's own choice, remembered in this browser. */
export function useNarrowBar(): { narrow: boolean; toggle: () => void } {
  const [narrow, setNarrow] = useLocalStorage({
    key: 'polyclinic-narrow-bar',
    defaultValue: false,
    getInitialValueInEffect: false,
  })
  return { narrow, toggle: () => setNarrow((before) => !before) }
}
