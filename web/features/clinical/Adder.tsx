import { Combobox, TextInput, useCombobox } from '@mantine/core'
import { type ReactNode, type Ref, useEffect, useState } from 'react'

export interface AdderOption {
  value: string
  label: string
  /** Options of one group stand together under its name. */
  group?: string
}

interface AdderProps {
  label: string
  placeholder: string
  options: readonly AdderOption[]
  onPick: (value: string) => void
  /** What is typed, when the options come from the server; otherwise they are filtered here. */
  onSearch?: (text: string) => void
  nothing: string
  icon?: ReactNode
  ref?: Ref<HTMLInputElement>
}

/** A box that finds something and adds it: type, Enter takes the first, and it is empty again for the next one. */
export function Adder({ label, placeholder, options, onPick, onSearch, nothing, icon, ref }: AdderProps) {
  const [text, setText] = useState('')
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const shown = onSearch ? options : matching(options, text)
  const names = shown.map(({ value }) => value).join('\n')
  const isTyped = text.trim() !== ''

  // Answers come after the typing; Enter takes the first of whatever stands there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the store is the same all along
  useEffect(() => {
    if (combobox.dropdownOpened && isTyped) combobox.selectFirstOption()
  }, [names, isTyped])

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
          onClick={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={Boolean(onSearch) && !isTyped}>
        <Combobox.Options mah={320} style={{ overflowY: 'auto' }} aria-label={label}>
          {shown.length === 0 ? <Combobox.Empty>{nothing}</Combobox.Empty> : <Grouped options={shown} />}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

function Grouped({ options }: { options: readonly AdderOption[] }) {
  const groups = Map.groupBy(options, ({ group }) => group ?? '')
  const lines = (some: readonly AdderOption[]) =>
    some.map(({ value, label }) => (
      <Combobox.Option key={value} value={value}>
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
