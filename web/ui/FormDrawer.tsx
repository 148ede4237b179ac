import { Drawer } from '@mantine/core'
import { useState } from 'react'
import classes from './FormBody.module.css'
import { FormBody, type FormBodyProps } from './FormBody.tsx'
import { UnsavedQuestion } from './UnsavedQuestion.tsx'

export interface FormDrawerProps extends Omit<FormBodyProps, 'onCancel'> {
  opened: boolean
  onClose: () => void
  title: string
  size?: 'sm' | 'md' | 'lg' | 'xl'
  /** Something would be lost. Left out: as soon as something was typed. */
  dirty?: boolean
}

/**
 * Quick work beside the page, which stays readable behind it. A drawer has a URL: `opened` comes
 * from a search parameter, `onClose` takes it out. Ctrl+Enter saves, Escape and a click beside it close; with something
 * unsaved Escape asks first, and the click does nothing.
 */
export function FormDrawer({ opened, onClose, title, size = 'md', dirty, ...form }: FormDrawerProps) {
  const [typed, setTyped] = useState(false)
  const [asking, setAsking] = useState(false)
  const unsaved = dirty ?? typed
  const close = () => (unsaved ? setAsking(true) : onClose())
  const leave = () => {
    setAsking(false)
    setTyped(false)
    onClose()
  }
  return (
    <>
      <Drawer
        opened={opened}
        onClose={close}
        onInput={() => setTyped(true)}
        onExitTransitionEnd={() => {
          setTyped(false)
          setAsking(false)
        }}
        closeOnClickOutside={!unsaved}
        title={title}
        size={size}
        classNames={{ content: classes.drawer ?? '', body: classes.drawerBody ?? '' }}
      >
        <FormBody {...form} onCancel={close} pinned />
      </Drawer>
      <UnsavedQuestion opened={opened && asking} onStay={() => setAsking(false)} onLeave={leave} />
    </>
  )
}
