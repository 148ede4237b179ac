/** Puts a phrase where the caret stands, with a space on each side that has text. Answers the text and the new caret. */
export function insertPhrase(text: string, from: number, to: number, phrase: string): { text: string; caret: number } {
  const before = text.slice(0, from)
  const after = text.slice(to)
  const opening = before === '' || /\s$/.test(before) ? '' : ' '
  const closing = after === '' || /^\s/.test(after) ? '' : ' '
  const upToCaret = before + opening + phrase + closing
  return { text: upToCaret + after, caret: upToCaret.length }
}
