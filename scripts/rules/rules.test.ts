import { describe, expect, test } from 'vitest'
import { checkCycles } from './cycles.ts'
import { checkLayers, refuseImport } from './layers.ts'
import { importsOf } from './sources.ts'
import { checkTexts } from './texts.ts'

describe('who may import whom', () => {
  test.each([
    ['api/modules/billing/draft.ts', 'api/modules/clinical/index.ts'],
    ['api/modules/billing/draft.ts', 'api/modules/billing/rules.ts'],
    ['api/core/tx.ts', 'contract/errors.ts'],
    ['contract/money.ts', 'zod'],
    ['api/modules/platform/routes.ts', 'api/modules/platform/door.ts'],
    ['web/features/appointments/DayPage.tsx', 'web/ui/Page.tsx'],
    ['web/features/appointments/DayPage.tsx', 'contract/appointments.ts'],
    ['web/routes.tsx', 'web/features/appointments/DayPage.tsx'],
  ])('%s may import %s', (path, imported) => expect(refuseImport(path, imported)).toBeNull())

  test.each([
    ['api/modules/patients/list.ts', 'api/modules/scheduling/index.ts', 'a line above'],
    ['api/modules/patients/list.ts', 'api/modules/billing/index.ts', 'a line above'],
    ['api/modules/billing/draft.ts', 'api/modules/clinical/queries.ts', 'index.ts'],
    ['api/core/tx.ts', 'api/modules/identity/index.ts', 'core imports contract'],
    ['api/integrations/pdf/typeset.ts', 'api/modules/billing/index.ts', 'integrations import core'],
    ['contract/money.ts', 'kysely', 'zod only'],
    ['api/app.ts', 'api/modules/platform/door.ts', 'only the module platform'],
    ['api/modules/reporting/totals.ts', 'api/modules/platform/door.ts', 'only the module platform'],
    ['web/lib/api.ts', 'api/core/errors.ts', 'contract only'],
    ['web/ui/Page.tsx', 'web/features/appointments/DayPage.tsx', 'ui does not import features'],
    ['web/features/billing/PayDrawer.tsx', 'web/features/patients/PatientPage.tsx', 'never imports a feature'],
    ['api/modules/billing/draft.ts', 'tests/harness/database.ts', 'only tests'],
  ])('%s may not import %s', (path, imported, reason) => expect(refuseImport(path, imported)).toContain(reason))

  test('a test beside a module may look anywhere', () => {
    const imports = ['tests/harness/database.ts']
    expect(checkLayers([{ path: 'api/core/tx.test.ts', imports }])).toEqual([])
    expect(checkLayers([{ path: 'api/core/tx.ts', imports }])).toHaveLength(1)
  })
})

test('imports are found in every form, and not in comments', () => {
  const text = `import a from './a.ts'
import './b.css'
export { c } from "#db/c.ts"
const d = await import('../d.ts')
import {
  e,
} from 'zod'
// import f from './f.ts'`
  expect(importsOf('web/ui/x.ts', text).sort()).toEqual(['db/c.ts', 'web/d.ts', 'web/ui/a.ts', 'web/ui/b.css', 'zod'])
})

test('a circle of imports is told once, a diamond is none', () => {
  const file = (path: string, ...imports: string[]) => ({ path, imports })
  expect(checkCycles([file('a', 'b'), file('b', 'c'), file('c', 'a')])).toEqual([
    { path: 'a', sentence: 'imports itself in a circle: a → b → c → a' },
  ])
  expect(checkCycles([file('a', 'b', 'c'), file('b', 'd'), file('c', 'd'), file('d')])).toEqual([])
})

test('a file that is too long, misnamed or leaves a note is told', () => {
  const note = ['TO', 'DO'].join('')
  const faults = (path: string, text: string) =>
    checkTexts([{ path, text }]).map(({ sentence }) => sentence.split(':')[0])
  expect(faults('api/core/long.ts', 'x\n'.repeat(401))).toEqual(['has 401 lines, more than 400'])
  expect(faults('api/core/short.ts', 'x\n'.repeat(400))).toEqual([])
  expect(faults('api/core/note.ts', `// ${note}: later`)).toEqual(['leaves a note for later'])
  expect(faults('api/core/badName.ts', '')).toHaveLength(1)
  expect(faults('web/ui/GoodName.tsx', '')).toEqual([])
})
