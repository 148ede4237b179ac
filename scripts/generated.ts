import { withClient } from '#db/client.ts'
import { printSchema } from '#db/print/schema.ts'
import { printTypes } from '#db/print/types.ts'

/** The files that are made from the migrations, with the text they should have. */
export async function printGenerated(adminUrl: string): Promise<{ path: string; text: string }[]> {
  return [
    { path: 'db/schema.sql', text: await withClient(adminUrl, printSchema) },
    { path: 'db/types.ts', text: printTypes(adminUrl) },
  ]
}
