export { getLetterhead, type LetterheadSnapshot } from './queries.ts'
