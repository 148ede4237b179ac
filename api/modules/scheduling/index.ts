export * from './load-days.ts'
export * from './local-time.ts'
export * from './rules.ts'
