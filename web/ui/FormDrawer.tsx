import { Drawer } from '@mantine/core'
import { useState } from 'react'
import classes from './FormBody.module.css'
import { FormBody, type FormBodyProps } from './FormBody.tsx'

export interface FormDrawerProps extends Omit<FormBodyProps, 'onCancel'> {
  opened: boolean
  onClose: () => void
  title: string
  size?: 'sm' | 'md' | 'lg' | 'xl'
}

/**
 * Quick work beside the page, which stays readable behind it. A drawer has a URL: `opened` comes
 * from a search parameter, `onClose` takes it out. Ctrl+Enter saves, Escape closes; a click beside it closes too, until
 * something was typed.
 */
export function FormDrawer({ opened, onClose, title, size = 'md', ...form }: FormDrawerProps) {
  const [typed, setTyped] = useState(false)
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      onInput={() => setTyped(true)}
      onExitTransitionEnd={() => setTyped(false)}
      closeOnClickOutside={!typed}
      title={title}
      size={size}
      classNames={{ content: classes.drawer ?? '', body: classes.drawerBody ?? '' }}
    >
      <FormBody {...form} onCancel={onClose} pinned />
    </Drawer>
  )
}
