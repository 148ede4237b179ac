import { Button } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './FormBody.module.css'
import { Keys } from './KeyHints.tsx'
import { Refusal } from './Refusal.tsx'

export interface FormBodyProps {
  /** From Mantine's form: `form.onSubmit((values) => save.mutate(values))`. */
  onSubmit: (event: FormEvent<HTMLFormElement>) => void
  onCancel: () => void
  /** What saving is called here: "Book", "Take payment". */
  submitLabel?: string
  busy?: boolean
  disabled?: boolean
  /** The last attempt's error; its sentence stands above the buttons. */
  error?: unknown
  /** A second thing to do, beside Cancel: "Save and print". */
  extra?: ReactNode
  /** Buttons stay at the lower edge while the fields scroll. */
  pinned?: boolean
  children: ReactNode
}

/** Fields, the refusal, Save and Cancel: the same in every modal, drawer and settings page. */
export function FormBody({
  onSubmit,
  onCancel,
  submitLabel,
  busy,
  disabled,
  error,
  extra,
  pinned,
  children,
}: FormBodyProps) {
  const { t } = useTranslation('ui')
  const form = useRef<HTMLFormElement>(null)
  const saveOnCtrlEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    if (!busy && !disabled) form.current?.requestSubmit()
  }

  return (
    <form
      ref={form}
      noValidate
      onSubmit={onSubmit}
      onKeyDown={saveOnCtrlEnter}
      className={classes.form}
      data-pinned={pinned || undefined}
    >
      <div className={classes.fields}>{children}</div>
      <Refusal error={error} />
      <div className={classes.footer}>
        <Button
          type="submit"
          loading={busy ?? false}
          disabled={disabled ?? false}
          rightSection={<Keys keys="mod+Enter" />}
          className={classes.submit}
        >
          {submitLabel ?? t('save')}
        </Button>
        {extra}
        <Button variant="subtle" color="gray" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
