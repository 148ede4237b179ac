import type { Fault } from './layers.ts'
import type { Source } from './sources.ts'

const longest = 400

// Written in pieces, so that this file does not break its own rule.
const forbidden: [RegExp, string][] = [
  [new RegExp(`\\b(TO${''}DO|FIX${''}ME|XX${''}X)\\b`), 'leaves a note for later: do it, or open an issue'],
  [new RegExp(`coming ${''}soon|lorem ${''}ipsum`, 'i'), 'has filler text'],
  [new RegExp(`\\b(test|it|describe|suite)\\.(skip|only|to${''}do)\\b`), 'switches a test off'],
  [new RegExp(`@ts-(ign${''}ore|noc${''}heck)`), 'switches the type check off'],
]

const isGenerated = (path: string) => path === 'db/types.ts'

/** Files that are too long, are misnamed, or say what must not be said. */
export function checkTexts(sources: Pick<Source, 'path' | 'text'>[]): Fault[] {
  return sources
    .filter(({ path }) => !isGenerated(path))
    .flatMap(({ path, text }) => {
      const sentences: string[] = []
      const lines = text.trimEnd().split('\n').length
      if (lines > longest) sentences.push(`has ${lines} lines, more than ${longest}: split it by meaning`)
      for (const [pattern, sentence] of forbidden) if (pattern.test(text)) sentences.push(sentence)
      if (isMisnamed(path)) sentences.push('is not named in kebab-case (components: PascalCase.tsx)')
      return sentences.map((sentence) => ({ path, sentence }))
    })
}

function isMisnamed(path: string): boolean {
  const name = path
    .split('/')
    .at(-1)!
    .replace(/(\.(test|test-help|config|d))?\.(ts|tsx|mjs)$/, '')
  const isComponent = path.endsWith('.tsx') && /^[A-Z][A-Za-z0-9]*$/.test(name)
  return !isComponent && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)
}
