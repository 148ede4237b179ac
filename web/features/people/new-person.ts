import type { Language } from '#contract/languages.ts'
export type Way = 'invite' | 'create' | 'contact'

export interface NewPersonValues {
  way: Way
  fullName: string
  email: string
  username: string
  /** Of somebody who is given a first password. */
  signIn: 'email' | 'username'
  phone: string
  specialties: string[]
  language: Language
}

export const newPerson: NewPersonValues = {
  way: 'invite',
  fullName: '',
  email: '',
  username: '',
  signIn: 'email',
  phone: '',
  specialties: [],
  language: 'en',
}

const byUsername = ({ way, signIn }: NewPersonValues) => way === 'create' && signIn === 'username'

/** Whether there is enough to send; what is wrong with it, the API says. */
export function filled(values: NewPersonValues): boolean {
  if (values.fullName.trim().length < 2) return false
  if (values.way === 'contact') return true
  return byUsername(values) ? values.username.trim().length > 1 : values.email.includes('@')
}

/** What is sent: nothing that belongs to another way. */
export function personInput(values: NewPersonValues) {
  const { way, fullName, email, username, phone, specialties, language } = values
  return {
    way,
    fullName,
    phone: phone.trim() || null,
    specialties,
    language,
    ...(byUsername(values) ? { username } : email.trim() && { email: email.trim() }),
  }
}
