import type pg from 'pg'

/** Where, and the word that stands in every text. */
interface Where {
  organizationId: string
  clinicId: string
  word: string
}

/**
 * Somebody who works at the branch, has a second step and has not chosen a password yet, somebody who is invited there, and where a
 * doctor could be transferred to.
 */
export async function makePeople(admin: pg.Client, { organizationId, clinicId, word }: Where, number: number) {
  const one = async (text: string, values: unknown[]) => (await admin.query(text, values)).rows[0]?.id as string
  const email = `${word.toLowerCase()}${number}@example.com`
  const personId = await one(
    `insert into users (email, full_name, must_change_password, made_in, totp_sealed, totp_since)
     values ($1, $2, true, $3, '\\x00', now()) returning id`,
    [email, word, organizationId],
  )
  const values = [organizationId, personId, clinicId]
  await admin.query('insert into people (organization_id, user_id, full_name, email) values ($1, $2, $3, $4)', [
    organizationId,
    personId,
    `${word} person ${number}`,
    email,
  ])
  await admin.query(
    `insert into assignments (organization_id, user_id, clinic_id, role) values ($1, $2, $3, 'receptionist')`,
    values,
  )
  await admin.query(
    `insert into person_photos (organization_id, user_id, sha256, bytes) values ($1, $2, repeat('0', 64), $3)`,
    [organizationId, personId, Buffer.from(word)],
  )
  const invitationId = await one(
    `insert into invitations (organization_id, email, full_name, token_hash, expires_at)
     values ($1, $2, $3, sha256($4::bytea), now() + interval '7 days') returning id`,
    [organizationId, `invited.${email}`, `${word} invited ${number}`, `${word} ${number}`],
  )
  await admin.query(
    `insert into invitation_grants (organization_id, invitation_id, clinic_id, role) values ($1, $2, $3, 'nurse')`,
    [organizationId, invitationId, clinicId],
  )
  // A branch of its own: what is moved there by right must not look like a change of the branch that is spied on.
  await admin.query(
    `insert into clinics (organization_id, name, code) values ($1, 'Second branch', 'SEC') on conflict do nothing`,
    [organizationId],
  )
  const toBranchId = await one(`select id from clinics where organization_id = $1 and code = 'SEC'`, [organizationId])
  return { personId, invitationId, toBranchId }
}
