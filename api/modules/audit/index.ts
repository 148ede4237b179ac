export { differenceOf } from './difference.ts'
