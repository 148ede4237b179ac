import { openDatabase } from '#api/core/databases.ts'
import { type Acceptance, acceptTrails, verifyTrails } from '#api/modules/audit/accept.ts'
import { openHeads } from '#api/modules/audit/heads.ts'
import { auditHeadsFolder } from '#db/audit-heads.ts'
import { withClient } from '#db/client.ts'
import { openConnection } from '#db/connection.ts'
import { Explained } from '#db/explained.ts'
import { refuseUnmigrated } from '#db/fit.ts'
import { option, runVerb } from '../scripts/verb.ts'

const usage = `npm run audit -- verify
npm run audit -- accept --reason "<why, such as: restored from the backup of 20 November>"`

// The audit trails of all organizations: verified, or, after a restore, accepted (docs/runbooks/audit-trail-restored.md).
await runVerb(async (args) => {
  const [act] = args
  const reason = option(args, 'reason')?.trim() ?? ''
  if (act !== 'verify' && (act !== 'accept' || !reason)) throw new Explained(usage)
  const connection = await openConnection({ say: console.log })
  const database = openDatabase(connection.appUrl, 2)
  try {
    await withClient(connection.adminUrl, async (admin) => {
      await refuseUnmigrated(admin)
      const { rows: organizations } = await admin.query('select id, name from organizations order by name')
      const trails = { database, heads: openHeads(auditHeadsFolder()), organizations }
      if (act === 'accept') {
        const { rows } = await admin.query('select app.adopt_trails() as added')
        if (Number(rows[0].added) > 0) console.log('Transactions are counted on from where the trail ends.')
        for (const { name, outcome } of await acceptTrails({ ...trails, reason })) {
          console.log(`${name}: ${wordsOf(outcome)}`)
          if (typeof outcome === 'object') process.exitCode = 1
        }
      }
      for (const { name, finding, seals, rowsChecked } of await verifyTrails(trails)) {
        if (finding) process.exitCode = 1
        console.log(`${name}: ${finding ? faultOf(finding) : `whole, ${rowsChecked} rows in ${seals} seals`}`)
      }
    })
  } finally {
    await database.end()
    await connection.stop()
  }
})

function wordsOf(outcome: Acceptance): string {
  if (outcome === 'agrees') return 'the copy outside agrees, nothing to accept'
  if (outcome === 'accepted') return 'accepted; the copy outside is written anew, the old one kept beside it'
  return `NOT accepted: ${faultOf(outcome)}`
}

function faultOf({ kind, seal, count }: Exclude<Acceptance, string>): string {
  return `${kind.replaceAll('_', ' ')}, seal ${seal}, ${count} concerned`
}
