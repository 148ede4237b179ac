import { essentialModules, type Module, modules } from '#contract/permissions.ts'

/** Modules that a branch can do without. */
export const switchableModules: readonly Module[] = modules.filter((module) => !essentialModules.includes(module))
