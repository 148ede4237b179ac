import { withClient } from '#db/client.ts'
import { openConnection } from '#db/connection.ts'
import { Explained } from '#db/explained.ts'
import { refuseUnmigrated } from '#db/fit.ts'
import { addOperator, listOperators, removeOperator } from '../scripts/operators.ts'
import { option, runVerb } from '../scripts/verb.ts'

const usage = `npm run platform -- list
npm run platform -- add <email> [--role super_admin | support] [--name "Full Name"]
npm run platform -- remove <email>`

// Who operates this installation: they sign in as everybody does and land on /platform.
await runVerb(async (args) => {
  const [act, email] = args
  const connection = await openConnection({ say: console.log })
  try {
    await withClient(connection.adminUrl, async (admin) => {
      await refuseUnmigrated(admin)
      if (act === 'list') {
        const all = await listOperators(admin)
        for (const { email, name, role } of all) console.log(`${role.padEnd(11)}  ${email}  ${name}`)
        if (all.length === 0) console.log('Nobody yet: npm run platform -- add <email>')
      } else if (act === 'add' && email) {
        const role = option(args, 'role') ?? 'super_admin'
        if (role !== 'super_admin' && role !== 'support') throw new Explained('--role takes super_admin or support.')
        const { password } = await addOperator(admin, { email, role, name: option(args, 'name') })
        console.log(`${email} is ${role.replace('_', ' ')} now.`)
        if (password)
          console.log(
            `First password, shown this once: ${password}\nIt is changed at the first sign-in, where a second step is set up as well.`,
          )
        if (!connection.platformUrl)
          console.log('/platform needs PLATFORM_DATABASE_URL beside DATABASE_URL, and npm run migrate.')
      } else if (act === 'remove' && email) {
        await removeOperator(admin, email)
        console.log(`${email} is out.`)
      } else throw new Explained(usage)
    })
  } finally {
    await connection.stop()
  }
})
