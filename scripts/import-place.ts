import type pg from 'pg'
import { rolesAllowed } from '#contract/permissions.ts'
import { withClient } from '#db/client.ts'
import { Explained } from '#db/explained.ts'
import { refuseUnmigrated } from '#db/fit.ts'
import type { ImportWishes } from './import-wishes.ts'

/** Whose import it is and where it goes; `clinicId` null: over all branches of the organization. */
export interface ImportPlace {
  organizationId: string
  clinicId: string | null
  userId: string
  /** In words. */
  where: string
}

/** Finds the organization, the branch and the person by their names, and holds her to her role. Throws a sentence. */
export function placeOfImport(adminUrl: string, wishes: Pick<ImportWishes, 'clinicCode' | 'organization' | 'login'>) {
  return withClient(adminUrl, async (admin): Promise<ImportPlace> => {
    await refuseUnmigrated(admin)
    const { organizationId, clinicId, where } = await findPlace(admin, wishes)
    const { rows } = await admin.query<{ user_id: string; roles: string[] | null }>(
      `select u.id as user_id, array_agg(a.role) filter (where a.role is not null) as roles from users u
       left join assignments a on a.user_id = u.id and a.organization_id = $2
         and (a.clinic_id is null or a.clinic_id = $3::uuid)
       where u.email = lower($1) or u.username = lower($1) group by u.id`,
      [wishes.login, organizationId, clinicId],
    )
    if (!rows[0]) throw new Explained(`Nobody signs in as ${wishes.login}.`)
    const allowed = rolesAllowed(clinicId ? 'imports.create' : 'network.create')
    if (!rows[0].roles?.some((role) => (allowed as string[]).includes(role)))
      throw new Explained(`${wishes.login} may not import for ${where}: that needs one of ${allowed.join(', ')}.`)
    return { organizationId, clinicId, userId: rows[0].user_id, where }
  })
}

async function findPlace(
  admin: pg.Client,
  { clinicCode, organization }: Pick<ImportWishes, 'clinicCode' | 'organization'>,
) {
  if (!clinicCode) {
    const { rows } = await admin.query<{ id: string; name: string }>(
      'select id, name from organizations where slug = $1',
      [organization],
    )
    if (!rows[0]) throw new Explained(`There is no organization "${organization}".`)
    return { organizationId: rows[0].id, clinicId: null, where: rows[0].name }
  }
  const { rows } = await admin.query<{ id: string; organization_id: string; name: string }>(
    `select c.id, c.organization_id, c.name from clinics c join organizations o on o.id = c.organization_id
     where c.code = upper($1) and ($2::text is null or o.slug = $2)`,
    [clinicCode, organization],
  )
  if (rows.length > 1)
    throw new Explained(`Several organizations have a branch ${clinicCode}. Name yours with --organization too.`)
  if (!rows[0]) throw new Explained(`There is no branch with the code ${clinicCode}.`)
  return { organizationId: rows[0].organization_id, clinicId: rows[0].id, where: rows[0].name }
}
