import { Combobox, TextInput, useCombobox } from '@mantine/core'
import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './Adder.module.css'
import { useTellTyped } from './typed.ts'

export interface AdderOption {
  value: string
  label: string
  /** Options of one group stand together under its name. */
  group?: string
  /** Never taken by Enter alone: it needs an arrow or a click. */
  deliberate?: boolean
}

interface AdderProps {
  label: string
  placeholder: string
  options: readonly AdderOption[]
  onPick: (value: string) => void
  /** What is typed, when the options come from the server; otherwise they are filtered here. */
  onSearch?: (text: string) => void
  /** With `onSearch`: the text these options were found for; null while there is no answer. */
  answers?: string | null
  nothing: string
  icon?: ReactNode
  ref?: Ref<HTMLInputElement>
}

/** A box that finds something and adds it: type, Enter takes the first, and it is empty again for the next one. */
export function Adder({ label, placeholder, options, onPick, onSearch, answers, nothing, icon, ref }: AdderProps) {
  const { t } = useTranslation('clinical')
  const [text, setText] = useState('')
  // Enter came before the answer to this text, and waits for it.
  const [awaited, setAwaited] = useState<string | null>(null)
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const wanted = text.trim()
  // What was found for another text may be looked at, as far as it fits, but not taken.
  const isFresh = !onSearch || answers === wanted
  const shown = onSearch && isFresh ? options : matching(options, text)
  const first = shown.find(({ deliberate }) => !deliberate)
  const names = shown.map(({ value }) => value).join('\n')
  useTellTyped(label, wanted)

  // biome-ignore lint/correctness/useExhaustiveDependencies: the store is the same all along
  useEffect(() => {
    if (awaited !== null && (awaited !== wanted || isFresh)) setAwaited(null)
    if (isFresh && awaited === wanted && first) return pick(first.value)
    combobox.resetSelectedOption()
    if (combobox.dropdownOpened && wanted && isFresh && first) combobox.selectFirstOption()
  }, [names, wanted, isFresh])

  function search(next: string) {
    setText(next)
    onSearch?.(next)
    combobox.openDropdown()
  }
  function pick(value: string) {
    onPick(value)
    setText('')
    onSearch?.('')
    combobox.closeDropdown()
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape') setAwaited(null)
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    // With Ctrl it is the page's key, and takes nothing from the list.
    if (event.ctrlKey || event.metaKey) leave()
    else if (wanted && !isFresh) setAwaited(wanted)
  }
  function leave() {
    setAwaited(null)
    combobox.closeDropdown()
  }

  return (
    <Combobox store={combobox} onOptionSubmit={pick} shadow="md">
      <Combobox.Target withExpandedAttribute>
        <TextInput
          ref={ref}
          role="combobox"
          aria-label={label}
          placeholder={placeholder}
          leftSection={icon}
          rightSection={onSearch ? undefined : <Combobox.Chevron />}
          rightSectionPointerEvents="none"
          autoComplete="off"
          value={text}
          onChange={(event) => search(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onClick={() => combobox.openDropdown()}
          onBlur={leave}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={Boolean(onSearch) && !wanted}>
        <Combobox.Options mah={320} style={{ overflowY: 'auto' }} aria-label={label}>
          {!first && <Combobox.Empty>{isFresh ? nothing : t('searching')}</Combobox.Empty>}
          <Grouped options={shown} disabled={!isFresh} />
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

function Grouped({ options, disabled }: { options: readonly AdderOption[]; disabled: boolean }) {
  const groups = Map.groupBy(options, ({ group }) => group ?? '')
  const lines = (some: readonly AdderOption[]) =>
    some.map(({ value, label }) => (
      <Combobox.Option key={value} value={value} disabled={disabled} className={classes.option}>
        {label}
      </Combobox.Option>
    ))
  return [...groups].map(([group, some]) =>
    group ? (
      <Combobox.Group key={group} label={group}>
        {lines(some)}
      </Combobox.Group>
    ) : (
      lines(some)
    ),
  )
}

/** Every word typed begins a word of the label. */
function matching(options: readonly AdderOption[], text: string): AdderOption[] {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean)
  return options.filter(({ label }) => {
    const words = label.toLowerCase().split(/[\s,/()-]+/)
    return wanted.every((start) => words.some((word) => word.startsWith(start)))
  })
}
