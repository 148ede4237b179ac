import type { Page } from 'playwright-core'
import shell from '../../web/locales/en/shell.json' with { type: 'json' }

/** What is plainly wrong with an opened screen, a sentence each: nothing there, broken, or wider than its window. */
export async function faultsOf(page: Page): Promise<string[]> {
  const faults: string[] = []
  const text = await page.evaluate(() => document.body.innerText)
  if (text.includes(shell.notFound.title)) faults.push('there is no such page')
  if (text.includes(shell.crash.title)) faults.push('the page broke')
  const over = await page.evaluate(() => {
    // Screen readers' texts are clipped on purpose, and drawers wait outside of the window.
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth > clientWidth + 1 ? scrollWidth - clientWidth : 0
  })
  if (over > 0) faults.push(`it is ${over} pixels wider than the window`)
  return faults
}
