import { proveImport } from '../import.ts'
import type { Proof } from '../proof.ts'

export const proof: Proof = {
  name: 'import',
  title: 'Real spreadsheets go in with every row accounted for, duplicates are proposed, and an undo leaves no trace.',
  async run(options) {
    const { passed, figures, failures } = await proveImport(options)
    const { clinicsMade, appointments, noShows, noShowPercent, precision, recall } = figures
    const percent = (share = 0) => `${(share * 100).toFixed(1)} %`
    const sentence =
      `${appointments} appointments made ${clinicsMade} branches with ${noShows} no-shows (${noShowPercent} %); ` +
      `of 1,000 patient records ${percent(precision)} of the proposed duplicates are right and ${percent(recall)} ` +
      'of all were found; after both undos every table was as before.'
    return { passed, sentence, figures, failures }
  },
}
