import type { Source } from './sources.ts'

/** A rule that a file breaks, as a sentence. */
export interface Fault {
  path: string
  sentence: string
}

/** Modules by line, from ARCHITECTURE 1: a module imports modules of earlier lines only, and only their index.ts. */
export const moduleLines = [
  ['audit', 'tenancy'],
  ['identity'],
  ['patients', 'scheduling', 'inventory', 'messaging'],
  ['appointments'],
  ['clinical'],
  ['billing'],
  ['automation', 'reporting', 'network'],
  ['platform'],
]

/** Inside web/, a folder imports from itself and from those after it. */
const webLayers = ['features', 'shared', 'ui', 'lib']

const folders = ['api', 'bench', 'bin', 'contract', 'db', 'scripts', 'tests', 'web']
const isOurs = (imported: string) => folders.some((folder) => imported.startsWith(`${folder}/`))
const isTest = (path: string) => /\.(test|test-help)\.tsx?$/.test(path) || path.startsWith('tests/')

/** Every import that goes against the architecture's direction. Tests may look anywhere. */
export function checkLayers(sources: Pick<Source, 'path' | 'imports'>[]): Fault[] {
  return sources
    .filter(({ path }) => !isTest(path))
    .flatMap(({ path, imports }) =>
      imports.flatMap((imported) => {
        const reason = refuseImport(path, imported)
        return reason ? [{ path, sentence: `imports ${imported}: ${reason}` }] : []
      }),
    )
}

/** Why this file may not import that, or null when it may. */
export function refuseImport(path: string, imported: string): string | null {
  const [top, second, third] = path.split('/')
  if (imported.startsWith('tests/'))
    return ['bench', 'bin', 'scripts'].includes(top!) ? null : 'only tests and tools import from tests'
  if (top === 'contract') return allow(imported, ['contract/'], ['zod'], 'contract imports zod only')
  if (top === 'web') return refuseInWeb(path, imported)
  // The sample group is made with the product's own keys and hashes, so that it looks as if people had entered it.
  if (path.startsWith('db/demo/'))
    return allow(
      imported,
      ['db/', 'contract/', 'api/integrations/', 'api/modules/'],
      null,
      'the sample group imports db, contract and functions of modules',
    )
  if (top === 'db') return allow(imported, ['db/', 'contract/'], null, 'db imports contract only')
  if (top !== 'api') return null
  // The operator's door is for the operator's own module.
  if (imported === 'api/modules/platform/door.ts' && !path.startsWith('api/modules/platform/'))
    return 'only the module platform opens the operator’s door'
  if (second === 'core')
    return allow(imported, ['api/core/', 'contract/', 'db/types.ts'], null, 'core imports contract only')
  if (second === 'integrations') {
    return allow(
      imported,
      [`api/integrations/${third}/`, 'api/core/', 'contract/'],
      null,
      'integrations import core only',
    )
  }
  if (second === 'modules') return refuseInModule(third!, imported)
  return allow(imported, ['api/', 'contract/', 'db/types.ts'], null, 'the API imports api and contract only')
}

function allow(imported: string, ours: string[], packages: string[] | null, reason: string): string | null {
  if (isOurs(imported)) return ours.some((start) => imported.startsWith(start)) ? null : reason
  return packages === null || packages.some((name) => imported === name || imported.startsWith(`${name}/`))
    ? null
    : reason
}

function refuseInModule(name: string, imported: string): string | null {
  if (!imported.startsWith('api/modules/')) {
    return allow(
      imported,
      ['api/core/', 'api/integrations/', 'contract/', 'db/types.ts'],
      null,
      'a module imports core, contract and integrations',
    )
  }
  const [, , other, ...rest] = imported.split('/')
  if (other === name) return null
  if (rest.join('/') !== 'index.ts') return `other modules are reached by their index.ts`
  if (lineOf(other!) >= lineOf(name)) return `${other} does not stand on a line above ${name}`
  return null
}

function lineOf(name: string): number {
  const line = moduleLines.findIndex((names) => names.includes(name))
  return line < 0 ? moduleLines.length : line
}

function refuseInWeb(path: string, imported: string): string | null {
  if (!isOurs(imported)) return imported.startsWith('node:') ? 'the browser has no Node' : null
  if (imported.startsWith('contract/')) return null
  if (!imported.startsWith('web/')) return 'web imports contract only'
  const [mine, theirs] = [webLayers.indexOf(path.split('/')[1]!), webLayers.indexOf(imported.split('/')[1]!)]
  if (mine < 0) return null
  if (theirs < 0)
    return /^web\/(locales|styles|theme)/.test(imported)
      ? null
      : 'pages are put together in main and routes, not the other way round'
  if (theirs < mine) return `${webLayers[mine]} does not import ${webLayers[theirs]}`
  if (mine === 0 && theirs === 0 && path.split('/')[2] !== imported.split('/')[2])
    return 'a feature never imports a feature'
  return null
}
