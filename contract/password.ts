/** What the account is called, so that a password is not made of it. */
export interface PasswordOwner {
  fullName?: string | null
  email?: string | null
  username?: string | null
}

export const shortestPassword = 10

// The most used ones of ten characters and more in published lists of leaked passwords, lower case.
const common = new Set(
  `1234567890 12345678910 123456789a 1234567891 0123456789 9876543210 0987654321 1111111111 0000000000 1122334455
  1q2w3e4r5t 1q2w3e4r5t6y qwertyuiop qwerty1234 qwerty12345 qwerty123456 qwertyuiop123 asdfghjkl1 asdfghjkl123
  zxcvbnm123 password10 password12 password123 password1234 password12345 passw0rd123 p@ssw0rd123 p@ssword123
  password!1 password1! passwordpassword administrator admin12345 admin123456 administrator1 adminadmin welcome123
  welcome1234 welcome12345 letmein123 letmein1234 iloveyou12 iloveyou123 iloveyou1234 sunshine123 princess123
  football123 baseball123 superman123 batman12345 michael123 jennifer123 charlie123 monkey12345 dragon12345
  master12345 hello12345 hello123456 changeme123 changeme1234 default123 test123456 testtest123 abcdefghij abcdefghijk
  abc1234567 abcd123456 abcd1234567 abcde12345 abcdef1234 abc123abc123 a123456789 a1234567890 q1w2e3r4t5 q1w2e3r4t5y6
  1qaz2wsx3edc 1qaz2wsx3e zaq12wsxcde3 zaq1zaq1zaq1 computer123 internet123 samsung123 liverpool123 chelsea123
  pakistan123 pakistan1234 pakistan786 allah786786 bismillah786 bismillah123 karachi123 lahore12345 india12345 india123456
  mumbai12345 cricket123 doctor12345 doctor123456 hospital123 clinic12345 clinic123456 dentist123 polyclinic
  polyclinic1 polyclinic123 reception123 receptionist nurse12345 pharmacy123 patient123 health12345 medical123
  summer2024 summer2025 summer2026 winter2024 winter2025 winter2026 spring2025 spring2026 autumn2025 january2026
  correcthorse trustno1trustno1 whatever123 nothing123 secret12345 secret123456 google12345 facebook123`.split(/\s+/),
)

export type PasswordFault = 'password_short' | 'password_common' | 'password_like_you'

/** Why this password is not taken, or null when it is good. Long is what counts; no rules about signs. */
export function passwordFault(password: string, owner: PasswordOwner = {}): PasswordFault | null {
  const letters = [...password.trim()]
  if (letters.length < shortestPassword) return 'password_short'
  const plain = password.trim().toLowerCase()
  if (common.has(plain) || new Set(letters).size < 4 || isRun(plain)) return 'password_common'
  const bare = plain.replace(/[^\p{L}\p{M}]/gu, '')
  const names = [owner.fullName, owner.email?.split('@')[0], owner.username].map((name) =>
    (name ?? '').toLowerCase().replace(/[^\p{L}\p{M}]/gu, ''),
  )
  if (bare && names.includes(bare)) return 'password_like_you'
  return null
}

/** Signs that follow one another: 23456789… or cdefghij…. */
function isRun(plain: string): boolean {
  const steps = [...plain].slice(1).map((sign, index) => sign.charCodeAt(0) - plain.charCodeAt(index))
  return steps.every((step) => step === steps[0]) && Math.abs(steps[0] ?? 9) <= 1
}
