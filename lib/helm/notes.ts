import { damageIn } from '../tokens/damage';
import { splitText } from '../tokens/split-text';
import { inlineText } from './template-yaml';
import { TextStyle } from './text-segment';

/**
 * NOTES.txt, which Helm prints after an installation. Tokens are inserted unquoted.
 *
 * @throws Error naming a token that was cut or computed with
 */
export function notesText(notes: string): string {
  const segments = splitText(notes);
  const damage = damageIn(segments);
  if (damage !== undefined) throw new Error(`${damage}, in the notes`);
  const styled = segments.map((s) => (typeof s === 'string' ? s : { token: s.token, style: TextStyle.PLAIN }));
  const text = inlineText({ kind: 'text', segments: styled }, '');
  return text.endsWith('\n') ? text : `${text}\n`;
}
