import * as contract from '#contract/clinics.ts'
import { Refused } from '../../core/errors.ts'
import type { Routes } from '../../core/route.ts'
import { sql } from '../../core/tx.ts'
import type { Outside } from './branding/outside.ts'
import { brandingRoutes } from './branding/routes.ts'
import { editClinic, removeLogo, setHours, setLogo } from './edit.ts'
import { fieldRoutes } from './fields/routes.ts'
import { getClinic } from './queries.ts'

export function tenancyRoutes(routes: Routes, outside: Outside) {
  const { route } = routes
  fieldRoutes(routes)
  brandingRoutes(routes, outside)
  route(contract.getClinic, getClinic)
  route(contract.editClinic, editClinic)
  route(contract.setHours, setHours)
  route(contract.setLogo, setLogo)
  route(contract.removeLogo, removeLogo)
  route(contract.getLogo, async (tx) => {
    const logo = await tx.find(sql<{ media_type: string; bytes: Buffer }>`select l.media_type, l.bytes
      from clinics c join clinic_logos l on l.organization_id = c.organization_id and l.clinic_id = c.id and l.sha256 = c.logo_sha256
      where c.organization_id = ${tx.organizationId} and c.id = ${tx.clinicId}`)
    if (!logo) throw new Refused('not_found')
    return { bytes: logo.bytes, contentType: logo.media_type, fileName: 'logo' }
  })
}
