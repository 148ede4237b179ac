import { Button, Menu, Textarea } from '@mantine/core'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '../../ui/keys.ts'
import { insertPhrase } from './phrases.ts'
import classes from './Section.module.css'

/** The note, with phrases a doctor writes every day one key away. */
export function NoteEditor({ value, onChange }: { value: string; onChange: (note: string) => void }) {
  const { t } = useTranslation('clinical')
  const box = useRef<HTMLTextAreaElement>(null)
  const phrases = t('note.phrases').split('\n')
  useKeys(t('visit'), [{ keys: 'n', label: t('note.title'), run: () => box.current?.focus() }])

  function insert(phrase: string) {
    const area = box.current
    if (!area) return
    const { text, caret } = insertPhrase(value, area.selectionStart, area.selectionEnd, phrase)
    onChange(text)
    // After React has written the text, and after the menu has given the focus back.
    setTimeout(() => {
      area.focus()
      area.setSelectionRange(caret, caret)
    })
  }

  return (
    <Textarea
      ref={box}
      label={t('note.title')}
      labelProps={{ className: classes.heading }}
      placeholder={t('note.placeholder')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      autosize
      classNames={{ input: classes.written }}
      minRows={6}
      maxRows={24}
      maxLength={20_000}
      inputContainer={(input) => (
        <>
          {input}
          <Menu position="bottom-start" width={360} returnFocus={false}>
            <Menu.Target>
              <Button size="compact-sm" variant="subtle" mt={4}>
                {t('note.phrase')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {phrases.map((phrase) => (
                <Menu.Item key={phrase} onClick={() => insert(phrase)}>
                  {phrase}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        </>
      )}
    />
  )
}
