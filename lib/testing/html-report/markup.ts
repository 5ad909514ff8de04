/** Markup that is safe to put in a page: made by the `markup` tag, which escapes every value put into it. */
export class Markup {
  /** @internal use the `markup` tag */
  public constructor(public readonly text: string) {}
}

/** What may stand in a template: text, which is escaped, markup, lists of either, and nothing. */
export type Part = string | number | Markup | undefined | readonly Part[];

/**
 * Markup from a template literal. Whatever is put in as text is shown as text, so that a manifest cannot put elements,
 * attributes or scripts into the page.
 */
export function markup(template: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(template.reduce((text, literal, i) => text + toMarkup(parts[i - 1]) + literal));
}

function toMarkup(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'object') return part.map(toMarkup).join('');
  return escapeHtml(String(part));
}

/** Characters that are invisible or turn the direction of text would let a value look like another one. */
const DECEPTIVE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Text as markup that shows it, in an element or in a quoted attribute. Invisible characters are shown as `\uXXXX`. */
export function escapeHtml(text: string): string {
  return text
    .replace(DECEPTIVE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(/[&<>"'`]/g, (character) => ESCAPES[character] ?? character);
}
