import { checkCycles } from './rules/cycles.ts'
import { checkLayers } from './rules/layers.ts'
import { readSources } from './rules/sources.ts'
import { checkTexts } from './rules/texts.ts'

// The repository's own rules, which no ready tool knows: who may import whom, no circles, sizes, names, words.
const sources = readSources()
const faults = [...checkLayers(sources), ...checkCycles(sources), ...checkTexts(sources)]
for (const { path, sentence } of faults) console.error(`${path} ${sentence}`)
console.log(`${sources.length} files checked, ${faults.length} faults.`)
process.exitCode = faults.length > 0 ? 1 : 0
