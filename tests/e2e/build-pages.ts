import { buildWeb } from '../../scripts/build-web.ts'

/** Vitest runs this once, before the first play: two that begin at the same moment would both build. */
export default () => buildWeb(() => {}).then(() => {})
