import { Modal } from '@mantine/core'
import { FormBody, type FormBodyProps } from './FormBody.tsx'

export interface FormModalProps extends Omit<FormBodyProps, 'onCancel'> {
  opened: boolean
  onClose: () => void
  title: string
  size?: 'sm' | 'md' | 'lg' | 'xl'
}

/** A short form that needs an answer now. Longer or side-by-side work belongs in FormDrawer. */
export function FormModal({ opened, onClose, title, size = 'md', ...form }: FormModalProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={title} size={size}>
      <FormBody {...form} onCancel={onClose} />
    </Modal>
  )
}
