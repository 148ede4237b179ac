import type { Setting } from '../walls/turn.ts'
import type { Mutant } from './mutant.ts'
import type { Probe } from './probes.ts'

/** A place in a function of the guard and what it is turned into. The text must be there: a rewritten guard needs new ones. */
const mutations: [what: string, routine: string, from: string | RegExp, to: string][] = [
  ['an ended session is not looked at', 'enter', /s\.ended_at is null and /g, ''],
  ['an expired session is not looked at', 'enter', / and s\.expires_at > now\(\)/g, ''],
  ['a session that was known is anybody’s', 'enter_again', 's.id = session and ', ''],
  ['a known session that ended is not looked at', 'enter_again', 's.ended_at is null and ', ''],
  ['a known session that expired is not looked at', 'enter_again', ' and s.expires_at > now()', ''],
  ['a pass stays good whatever changes', 'enter_again', ' and v.version = rights', ''],
  ['an old pass is no refusal', 'enter_again', 'if not found', 'if false'],
  [
    'a branch that is known sees head office’s own rows',
    'enter_again',
    `'app.whole_organization', whole`,
    `'app.whole_organization', 'on'`,
  ],
  ['modules that are off are not looked at', 'enter', `split_part(permission, '.', 1) = any (modules_off)`, 'false'],
  [
    'a branch of another organization is entered',
    'enter',
    /c\.organization_id = organization and c\.id = clinic;/,
    'c.id = clinic;',
  ],
  ['every branch of the organization is entered', 'enter', '(a.clinic_id is null or a.clinic_id = clinic)', 'true'],
  ['everybody’s assignments count', 'enter', /a\.user_id = person and \(a\.clinic_id/, '(a.clinic_id'],
  [
    'whoever has no role here is let in',
    'enter',
    `if held is null then raise exception 'not_found'`,
    `if false then raise exception 'not_found'`,
  ],
  ['the default matrix is not asked', 'enter', 'else held && roles end', 'else true end'],
  ['the changed matrix is not asked', 'enter', /then exists \(select from unnest\(held\) h where [^\n]*/, 'then true'],
  [
    'changed rights are not looked for',
    'enter',
    /exists \(select from role_changes r where r\.organization_id = organization\)/,
    'false',
  ],
  [
    'head office asks nobody',
    'enter',
    `if held is null then raise exception 'forbidden'`,
    `if false then raise exception 'forbidden'`,
  ],
  [
    'head office’s rights are anybody’s',
    'enter',
    'app.role_allows(organization, c.id, a.role, permission, roles)',
    'true',
  ],
  ['a fresh proof is not asked for', 'enter', 'if fresh and proved', 'if false and proved'],
  [
    'doctors see everybody’s patients',
    'enter',
    `own_patients := own_patients and held <@ array['doctor']`,
    'own_patients := false',
  ],
  [
    'a branch sees head office’s own rows',
    'enter',
    'bool_or(a.clinic_id is null) into held, whole',
    'true into held, whole',
  ],
  [
    'the organization’s row wins over the branch’s',
    'role_allows',
    'ORDER BY r.clinic_id LIMIT',
    'ORDER BY r.clinic_id DESC LIMIT',
  ],
  ['another branch’s row counts', 'role_allows', '(r.clinic_id IS NULL) OR (r.clinic_id = role_allows.clinic)', 'true'],
  ['every patient is an own one', 'is_own', /return exists/i, 'return true or exists'],
  [
    'the search forgets own patients',
    'search_patients',
    /\(\(select app\.own_doctor_id\(\)\) is null or app\.is_own\('patient', (\w)\.id\)\)\s+and /g,
    '',
  ],
  [
    'the search forgets own patients when it compares',
    'find_patients',
    /\(\(select app\.own_doctor_id\(\)\) is null or app\.is_own\('patient', (\w)\.id\)\) and /g,
    '',
  ],
]

/** The functions that set the scope, each condition of them taken out in turn, against the probes. */
export async function mutateGuard({ admin }: Setting, probes: readonly Probe[]): Promise<Mutant[]> {
  const red = async () => {
    for (const probe of probes) if (!(await probe.holds())) return probe.name
    return null
  }
  const before = await red()
  if (before) return [{ name: `nothing is broken, and yet: ${before}`, killedBy: null }]
  const mutants: Mutant[] = []
  for (const [what, routine, from, to] of mutations) {
    const { rows } = await admin.query<{ text: string }>(
      `select pg_get_functiondef(oid) as text from pg_proc where pronamespace = 'app'::regnamespace and proname = $1`,
      [routine],
    )
    const whole = rows[0]!.text
    const broken = whole.replace(from, to)
    if (broken === whole) {
      mutants.push({
        name: `app.${routine}: ${what} (its text has changed: mend tests/proofs/mutations/guard.ts)`,
        killedBy: null,
      })
      continue
    }
    await admin.query(broken)
    const killedBy = await red()
    await admin.query(whole)
    mutants.push({ name: `app.${routine}: ${what}`, killedBy })
  }
  return mutants
}
