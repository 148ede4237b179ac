export type { FinishedVisit, OnFinished } from './finish.ts'
