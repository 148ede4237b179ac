import { type ComboboxItem, type ComboboxItemGroup, Select, type SelectProps } from '@mantine/core'
import { type ReactNode, type Ref, useState } from 'react'

interface AdderProps {
  label: string
  placeholder: string
  options: readonly (ComboboxItem | ComboboxItemGroup<ComboboxItem>)[]
  onPick: (value: string) => void
  /** What is typed, when the options come from the server; otherwise they are filtered here. */
  onSearch?: (text: string) => void
  nothing: string
  icon?: ReactNode
  renderOption?: SelectProps['renderOption']
  ref?: Ref<HTMLInputElement>
}

/** A box that finds something and adds it: type, arrow, Enter, and it is empty again for the next one. */
export function Adder({ label, placeholder, options, onPick, onSearch, nothing, icon, renderOption, ref }: AdderProps) {
  const [text, setText] = useState('')
  const search = (next: string) => {
    setText(next)
    onSearch?.(next)
  }
  return (
    <Select
      ref={ref}
      aria-label={label}
      placeholder={placeholder}
      leftSection={icon}
      rightSection={onSearch ? <span /> : undefined}
      data={options as SelectProps['data']}
      value={null}
      searchable
      searchValue={text}
      onSearchChange={search}
      filter={onSearch ? ({ options: all }) => all : undefined}
      selectFirstOptionOnChange
      nothingFoundMessage={text.trim() || !onSearch ? nothing : undefined}
      maxDropdownHeight={320}
      comboboxProps={{ shadow: 'md' }}
      renderOption={renderOption}
      onChange={(value) => {
        if (value === null) return
        onPick(value)
        search('')
      }}
    />
  )
}
