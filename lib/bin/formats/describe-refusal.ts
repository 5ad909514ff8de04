import { printable } from '../../testing/printable';
import { type KubernetesProblem } from '../../verdict/kubernetes-problem';
import { problemText } from '../../verdict/render-problems';
import { type Problem } from './problem';

/** The rules that `check` reports, and what each means. */
export const CHECK_RULES = {
  refused: 'The API server refuses the object.',
  warning: 'The API server accepts the object with a warning.',
} as const;

/** What the API servers say, as problems of a report. */
export function refusalsOf(problems: readonly KubernetesProblem[]): Problem[] {
  return problems.map((problem) => ({
    rule: problem.severity === 'error' ? 'refused' : 'warning',
    level: problem.severity,
    object: printable(problem.object),
    path: printable(problem.field ?? ''),
    message: printable(problemText(problem)),
    file: problem.file,
    line: problem.line,
    column: problem.column,
  }));
}
