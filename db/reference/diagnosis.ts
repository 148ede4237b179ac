/** One ICD-10 rubric: `K02.1`, "Caries of dentine". */
export interface Diagnosis {
  code: string
  title: string
}

/** Reads a list of `code title` lines. */
export const titled = (lines: string): Diagnosis[] =>
  lines
    .trim()
    .split('\n')
    .map((line) => ({ code: line.slice(0, line.indexOf(' ')), title: line.slice(line.indexOf(' ') + 1) }))
