export interface TemplateToken {
  readonly text: string;
  readonly offset: number;
}

const closings: Readonly<Record<string, string>> = { '${{': '}}', '{%': '%}', '{#': '#}' };
/** What opens and does not close within this is no template syntax, e.g. `{#` in a shell script. */
const longest = 4000;

/** Finds `${{ … }}`, `{% … %}` and `{# … #}` in a text, in linear time: no text is searched twice for the same closing. */
export function templateTokens(text: string): readonly TemplateToken[] {
  const tokens: TemplateToken[] = [];
  const nextClosing = new Map<string, number>();
  const opening = /\$\{\{|\{%|\{#/g;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const closing = closings[match[0]] ?? '';
    const from = match.index + match[0].length;
    let end = nextClosing.get(closing) ?? -1;
    if (end < from && end !== Infinity) {
      const found = text.indexOf(closing, from);
      end = found === -1 ? Infinity : found;
      nextClosing.set(closing, end);
    }
    if (end - match.index > longest) continue;
    tokens.push({ text: text.slice(match.index, end + closing.length), offset: match.index });
    opening.lastIndex = end + closing.length;
  }
  return tokens;
}
