import {
  ActionIcon,
  Badge,
  Button,
  Card,
  CloseButton,
  type CloseButtonProps,
  type CSSVariablesResolver,
  createTheme,
  Drawer,
  Input,
  InputWrapper,
  type MantineColorsTuple,
  type MantineThemeOverride,
  Menu,
  Modal,
  Popover,
  SegmentedControl,
  Table,
  Tabs,
  Tooltip,
} from '@mantine/core'
import { brandShades } from './lib/brand-color.ts'
import { dialogClass } from './ui/dialogs.ts'

// Greys lean a little towards blue-violet: beside them any brand colour looks clean, and white stays white.
const gray: MantineColorsTuple = [
  '#f8f8fa', '#f2f3f5', '#e8e9ed', '#dadce2', '#c3c6cf', '#8f94a3', '#656b7b', '#4a4f5d', '#30343f', '#1b1e26',
] // biome-ignore format: ten shades on one line
const dark: MantineColorsTuple = [
  '#e3e5ea', '#b9bdc8', '#979cab', '#6f7585', '#3e424e', '#2c3039', '#23262d', '#1a1c22', '#131519', '#0d0e11',
] // biome-ignore format: ten shades on one line

const fontFamily =
  "'Inter Variable', 'Noto Naskh Arabic', 'Noto Sans Devanagari', system-ui, -apple-system, 'Segoe UI', sans-serif"

const dialog = {
  styles: {
    title: { fontSize: 'var(--mantine-font-size-lg)', fontWeight: 620 },
    // The focus comes here when its button is gone; a ring around the whole would say nothing.
    content: { outline: 0 },
  },
  classNames: (_: unknown, { opened }: { opened: boolean }) => ({ content: dialogClass(opened) }),
}

/**
 * The look, from one brand colour. Four type sizes (12, 14, 17, 22), controls of 32 and 36 px,
 * spacing in steps of 4. `words` name what Mantine draws without text. Everything else a component needs is a token in styles/tokens.css.
 */
export function themeFor(brandColor: string | null | undefined, words: { close: string }): MantineThemeOverride {
  return createTheme({
    colors: { brand: brandShades(brandColor), gray, dark },
    primaryColor: 'brand',
    primaryShade: { light: 6, dark: 7 },
    black: '#1b1e26',
    fontFamily,
    fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, Consolas, monospace",
    fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.875rem', lg: '1.0625rem', xl: '1.375rem' },
    lineHeights: { xs: '1.35', sm: '1.45', md: '1.45', lg: '1.4', xl: '1.25' },
    fontWeights: { regular: '400', medium: '550', bold: '650' },
    headings: {
      fontFamily,
      fontWeight: '620',
      textWrap: 'balance',
      sizes: {
        h1: { fontSize: '1.375rem', lineHeight: '1.25' },
        h2: { fontSize: '1.0625rem', lineHeight: '1.4' },
        h3: { fontSize: '0.875rem', lineHeight: '1.45' },
        h4: { fontSize: '0.875rem', lineHeight: '1.45' },
        h5: { fontSize: '0.75rem', lineHeight: '1.4' },
        h6: { fontSize: '0.75rem', lineHeight: '1.4' },
      },
    },
    spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
    radius: { xs: '0.1875rem', sm: '0.3125rem', md: '0.4375rem', lg: '0.625rem', xl: '1rem' },
    defaultRadius: 'md',
    shadows: {
      xs: 'var(--shadow-low)',
      sm: 'var(--shadow-low)',
      md: 'var(--shadow-high)',
      lg: 'var(--shadow-high)',
      xl: 'var(--shadow-high)',
    },
    cursorType: 'pointer',
    respectReducedMotion: true,
    components: {
      Button: Button.extend({
        defaultProps: { size: 'sm' },
        vars: (_, { size }) => ({
          root:
            size === 'xs'
              ? { '--button-height': '2rem', '--button-padding-x': '0.625rem', '--button-fz': '0.8125rem' }
              : {},
        }),
      }),
      ActionIcon: ActionIcon.extend({
        defaultProps: { variant: 'subtle', color: 'gray', size: 32 },
      }),
      Input: Input.extend({
        defaultProps: { size: 'sm' },
        vars: (_, { size }) =>
          ({
            wrapper: size === 'xs' ? { '--input-height': '2rem', '--input-fz': '0.8125rem' } : {},
            input: {},
            root: {},
          }) as never,
      }),
      InputWrapper: InputWrapper.extend({
        defaultProps: { size: 'sm' },
        styles: { label: { marginBlockEnd: '0.25rem' } },
      }),
      Badge: Badge.extend({ defaultProps: { variant: 'light', radius: 'sm', tt: 'none', fw: 550 } }),
      CloseButton: CloseButton.extend({ defaultProps: { 'aria-label': words.close } as Partial<CloseButtonProps> }),
      Card: Card.extend({ defaultProps: { padding: 'md', radius: 'lg' } }),
      Table: Table.extend({ defaultProps: { verticalSpacing: 6, horizontalSpacing: 'sm' } }),
      Tabs: Tabs.extend({ defaultProps: { keepMounted: false } }),
      SegmentedControl: SegmentedControl.extend({ defaultProps: { size: 'xs', withItemsBorders: false } }),
      Tooltip: Tooltip.extend({
        defaultProps: { openDelay: 350, withArrow: false, events: { hover: true, focus: true, touch: false } },
      }),
      Modal: Modal.extend({
        defaultProps: {
          radius: 'lg',
          centered: true,
          overlayProps: { backgroundOpacity: 0.32 },
          transitionProps: { duration: 120 },
        },
        ...dialog,
      }),
      Drawer: Drawer.extend({
        defaultProps: {
          position: 'right',
          overlayProps: { backgroundOpacity: 0.18 },
          transitionProps: { duration: 140 },
        },
        ...dialog,
      }),
      Menu: Menu.extend({ defaultProps: { shadow: 'md', radius: 'lg', transitionProps: { duration: 80 } } }),
      Popover: Popover.extend({ defaultProps: { shadow: 'md', radius: 'lg' } }),
    },
  })
}

/** Mantine's own variables pointed at our tokens, so its components and ours share one palette. */
export const cssVariables: CSSVariablesResolver = () => {
  const both = {
    '--mantine-color-body': 'var(--sheet)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-bright': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-soft)',
    '--mantine-color-placeholder': 'var(--ink-faint)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-error': 'var(--bad)',
    '--mantine-color-success': 'var(--good)',
    '--mantine-color-default': 'var(--raised)',
    '--mantine-color-default-hover': 'var(--hover-solid)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-brand-light': 'var(--accent-soft)',
    '--mantine-color-brand-light-hover': 'var(--accent-line)',
    '--mantine-color-brand-light-color': 'var(--accent-ink)',
    '--mantine-color-disabled': 'var(--sunken)',
    '--mantine-color-disabled-color': 'var(--ink-faint)',
    '--mantine-color-disabled-border': 'var(--line)',
  }
  return { variables: {}, light: both, dark: both }
}
