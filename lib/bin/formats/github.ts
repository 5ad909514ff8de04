import { type Problem } from './problem';

/**
 * Workflow commands that GitHub Actions shows as annotations beside the lines of the files.
 *
 * The escapes are those of `@actions/core`: a message may not have line ends, a property neither colon nor comma.
 */
export function githubAnnotations(problems: readonly Problem[]): string {
  return problems.map(annotation).join('');
}

function annotation({ level, rule, message, file, line, column }: Problem): string {
  const properties = Object.entries({ title: rule, file, line, col: column })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escape(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')}`);
  return `::${level === 'note' ? 'notice' : level} ${properties.join(',')}::${escape(message)}\n`;
}

function escape(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
