import { withClient } from '#db/client.ts'
import type { TestServer } from './cluster.ts'

/** A database of a test's, a proof's or a picture's own, as each role that signs in there. */
export interface Clone {
  /** As the superuser: to arrange, and to look behind the walls. */
  adminUrl: string
  /** As `polyclinic_app`: what the product itself uses. */
  appUrl: string
  /** As `polyclinic_platform`: the operator's console. */
  platformUrl: string
  drop(): Promise<void>
}

/** Clones a template database of the test server, the migrated and empty one when none is named. */
export async function cloneOn(
  { adminUrl, appPassword, template: migrated }: TestServer,
  name: string,
  template = migrated,
): Promise<Clone> {
  const onServer = (statement: string) => withClient(adminUrl, (admin) => admin.query(statement))
  await onServer(`create database ${name} template ${template}`)
  // Rights on the database itself are not cloned.
  await onServer(`revoke temporary on database ${name} from public`)
  const as = (role?: string) => {
    const url = new URL(adminUrl)
    url.pathname = `/${name}`
    if (role) [url.username, url.password] = [role, encodeURIComponent(appPassword)]
    return url.href
  }
  return {
    adminUrl: as(),
    appUrl: as('polyclinic_app'),
    platformUrl: as('polyclinic_platform'),
    async drop() {
      await onServer(`drop database if exists ${name} with (force)`)
    },
  }
}
