/**
 * Strings as cdk8s's YAML library writes them (`yaml` with `version: '1.1'` and `lineWidth: 0`), for the strings that
 * occur in manifests. Each function returns undefined for a string it leaves to the library.
 */

/** Control characters, and halves of surrogate pairs: written with escapes. */
const UNPRINTABLE = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u{D800}-\u{DFFF}]/u;

/** What YAML would read as something else than this string: indicators, `: `, ` #`, spaces at the ends. */
const NEEDS_QUOTES = /^[\n\t ,[\]{}#&*!|>'"%@`]|^[?-]$|^[?-][ \t]|[\n:][ \t]|[ \t]\n|[\n\t ]#|[\n\t :]$/;

/** What YAML 1.1 reads as null, a boolean, a number, a sexagesimal number or a timestamp. */
const OTHER_TYPE = new RegExp(
  `^(?:${[
    '|~|[Nn]ull|NULL',
    'Y|y|[Yy]es|YES|[Tt]rue|TRUE|[Oo]n|ON',
    'N|n|[Nn]o|NO|[Ff]alse|FALSE|[Oo]ff|OFF',
    '[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?[0-9][0-9_]*|[-+]?0x[0-9a-fA-F_]+',
    '[-+]?\\.(?:inf|Inf|INF)|\\.nan|\\.NaN|\\.NAN',
    '[-+]?(?:[0-9][0-9_]*)?(?:\\.[0-9_]*)?[eE][-+]?[0-9]+|[-+]?(?:[0-9][0-9_]*)?\\.[0-9_]*',
    '[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\\.[0-9_]*)?',
    '[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:t|T|[ \\t]+)[0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(?:\\.[0-9]+)?' +
      '(?:[ \\t]*(?:Z|[-+][012]?[0-9](?::[0-9]{2})?))?)?',
  ].join('|')})$`,
);

/** Most strings of a manifest: a letter or slash, then nothing that could need quotes; or a number with a unit. */
const PLAIN = /^(?:[A-Za-z/](?:[\w./:-]*[\w./-])?|\d+(?:m|[KMGT]i?))$/;

/** The only words among those that are of another type. */
const WORD = /^(?:[Nn]ull|NULL|[Yy](?:es)?|YES|[Tt]rue|TRUE|[Oo]n|ON|[Nn]o?|NO|[Ff]alse|FALSE|[Oo]ff|OFF|[eE]-?\d+)$/;

/** Keys longer than 1,024 characters as written, escapes included, take YAML's explicit form, `? key`. */
const LONGEST_KEY = 500;

/** Keys like these are quoted at the top of a document, but not further down. Lines may end in U+2028 here. */
const DOCUMENT_MARKER = /^(?:%|---|\.\.\.)/m;

const keys = new Map<string, string>();

/** A mapping key. */
export function yamlKey(key: string): string | undefined {
  let text = keys.get(key);
  if (text === undefined) {
    if (DOCUMENT_MARKER.test(key) || key.length > LONGEST_KEY || key.includes('\n')) {
      return undefined;
    }
    text = singleLine(key);
    if (text !== undefined && keys.size < 10_000) {
      keys.set(key, text);
    }
  }
  return text;
}

/**
 * A string as a value, below the top of a document.
 *
 * @param indent the spaces before the lines of a block scalar.
 */
export function yamlString(value: string, indent: string): string | undefined {
  if (PLAIN.test(value)) {
    return WORD.test(value) ? `"${value}"` : value;
  }
  return value.includes('\n') ? literalBlock(value, indent) : singleLine(value);
}

function singleLine(value: string): string | undefined {
  if (value === '<<' || UNPRINTABLE.test(value)) {
    return undefined;
  }
  if (!NEEDS_QUOTES.test(value) && !OTHER_TYPE.test(value)) {
    return value;
  }
  return value.includes('"') && !value.includes("'") ? `'${value}'` : JSON.stringify(value);
}

/** A string of several lines, `|`. */
function literalBlock(value: string, indent: string): string | undefined {
  if (UNPRINTABLE.test(value) || /\n[\t ]+$/.test(value)) {
    return undefined;
  }
  const body = value.replace(/[\n\t ]+$/, '');
  let end = value.slice(body.length);
  let chomp = '';
  if (!end.includes('\n')) {
    chomp = '-';
  } else if (body === '' || end.indexOf('\n') !== end.length - 1) {
    chomp = '+';
  }
  if (end.endsWith('\n')) {
    end = end.slice(0, -1);
  }
  // Blank lines carry no indentation, so it follows the last newline of a run.
  end = end.replace(/\n+(?!\n|$)/g, `$&${indent}`);
  const lead = /^[ \n]*/.exec(body)![0];
  const start = lead.slice(0, lead.lastIndexOf('\n') + 1);
  const indicator = lead.includes(' ') ? '2' : '';
  const indentLines = (text: string) => text.replace(/\n+/g, `$&${indent}`);
  return `|${indicator}${chomp}\n${indent}${indentLines(start)}${indentLines(body.slice(start.length))}${end}`;
}
