import type { PersonState } from '#contract/people.ts'
import type { StatusBadgeProps } from '../../ui/StatusBadge.tsx'

/** How each state looks; its word is in the texts. */
export const stateLooks: Record<PersonState, Pick<StatusBadgeProps, 'tone' | 'shape'>> = {
  active: { tone: 'good', shape: 'dot' },
  invited: { tone: 'info', shape: 'ring' },
  must_change_password: { tone: 'warn', shape: 'half' },
  contact_only: { tone: 'plain', shape: 'bar' },
  disabled: { tone: 'bad', shape: 'cross' },
}
