/** A sentence known again; `code` null: words that are none of the book's, as they stand in `values.text`. */
export interface SaidSentence<Code extends string> {
  code: Code | null
  values: Record<string, string>
}

/**
 * English sentences under codes, with `{{values}}` in them. The server writes them with `say`; a screen in another
 * language takes them apart again with `read` and says them its way.
 */
export function sentenceBook<Code extends string>(sentences: Readonly<Record<Code, string>>) {
  // The most words of its own first: "… is not a date: there is no month 13." before a looser one that would fit it too.
  const patterns = Object.entries<string>(sentences)
    .map(([code, sentence]) => ({
      code: code as Code,
      own: sentence.replace(/{{\w+}}/g, '').length,
      names: [...sentence.matchAll(/{{(\w+)}}/g)].map(([, name]) => name!),
      pattern: new RegExp(
        `^${sentence
          .split(/{{\w+}}/)
          .map((words) => words.replace(/[.*+?^$()|[\]\\]/g, '\\$&'))
          .join('([\\s\\S]*?)')}(?=\\s|$)`,
      ),
    }))
    .sort((one, other) => other.own - one.own)

  /** Throws nothing: a value that is left out stays as its name. */
  function say(code: Code, values: Record<string, string | number> = {}): string {
    return sentences[code].replace(/{{(\w+)}}/g, (name, key) => String(values[key] ?? name))
  }
  /** Takes apart what `say` has put together, one sentence after the other. */
  function read(text: string): SaidSentence<Code>[] {
    for (const { code, names, pattern } of patterns) {
      const [whole, ...found] = pattern.exec(text) ?? []
      if (whole === undefined) continue
      const values = Object.fromEntries(names.map((name, place) => [name, found[place]!]))
      const rest = text.slice(whole.length).trim()
      return [{ code, values }, ...(rest ? read(rest) : [])]
    }
    return text ? [{ code: null, values: { text } }] : []
  }
  return { say, read }
}
