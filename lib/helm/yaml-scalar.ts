/** Words that some YAML version or parser takes for something other than text. */
const RESERVED = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf)$/i;
const PLAIN = /^[A-Za-z/][A-Za-z0-9_./@+-]*(?::[A-Za-z0-9_./@+-]+)*$/;
/** Characters that YAML reads as line breaks or refuses to read. JSON leaves them as they are. */
const UNPRINTABLE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]/;

/** A text as a YAML scalar on one line: plain where no YAML parser can mistake it, else in double quotes. */
export function yamlScalar(text: string): string {
  return PLAIN.test(text) && !RESERVED.test(text) ? text : yamlQuoted(text);
}

/** A text in double quotes. */
export function yamlQuoted(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, (c) => {
    return `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** Whether YAML takes a text as it is, in quotes. */
export function isPrintable(text: string): boolean {
  return !UNPRINTABLE.test(text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, ''));
}

/**
 * Whether a text of several lines reads the same as a YAML block scalar, also after a template engine has trimmed
 * around it.
 */
export function fitsBlock(text: string): boolean {
  const lines = text.replace(/\n$/, '').split('\n');
  return (
    lines.length > 1 &&
    !/^[\s]/.test(text) &&
    // Helm trims what stands before an action and at the end of a file.
    /\S$/.test(lines.at(-1) ?? '') &&
    lines.every((line) => line === '' || line.trim() !== '') &&
    !/[\u0000-\u0008\u000b-\u001f]/.test(text) &&
    isPrintable(text)
  );
}

/** The header of a block scalar: whether the last line break counts. */
export function blockHeader(text: string): string {
  return text.endsWith('\n') ? '|' : '|-';
}

/** Free text for a comment: line breaks of any kind become one kind, and what YAML refuses becomes a space. */
export function printable(text: string): string {
  const lines = text.replace(/\r\n|[\r\u0085\u2028\u2029]/g, '\n');

  return lines.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff\ufffe\uffff]/g, ' ');
}
