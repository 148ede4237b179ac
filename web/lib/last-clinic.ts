interface Whose {
  user: { id: string }
}

const keyOf = ({ user }: Whose) => `polyclinic-clinic:${user.id}`

/** The branch that was last on screen on this device, if it is still one of hers; else her first. */
export function lastClinic<Clinic extends { id: string }>(
  session: Whose & { clinics: readonly Clinic[] },
): Clinic | undefined {
  const id = read(keyOf(session))
  return session.clinics.find((clinic) => clinic.id === id) ?? session.clinics[0]
}

/** For the next time a tab is opened without a branch; tabs that are open keep theirs, which stands in their address. */
export function rememberClinic(session: Whose, clinicId: string): void {
  try {
    localStorage.setItem(keyOf(session), clinicId)
  } catch {
    // A browser that keeps nothing starts with the first branch.
  }
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}
