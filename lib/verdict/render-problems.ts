import { type CheckResult } from './check';
import { type KubernetesProblem } from './kubernetes-problem';

/** The problems, one a line, and a line that counts. */
export function renderProblems(result: CheckResult, options: { readonly color?: boolean } = {}): string {
  const { accepted, refused, unknown, versions } = result;
  const counts = [`${accepted} accepted`, `${refused} refused`];
  if (unknown.length > 0)
    counts.push(`${unknown.length} not checked (no CustomResourceDefinition: ${listed(unknown)})`);
  const lines = result.problems.map((problem) => renderProblem(problem, options.color ?? false));
  return [...lines, `Kubernetes ${versions.join(', ')}: ${counts.join(', ')}`].join('\n');
}

/** One problem: where, how bad, which object, which field, what, and which versions say so. */
export function renderProblem(problem: KubernetesProblem, color = false): string {
  const { severity } = problem;
  const place = [problem.file, problem.line, problem.column].filter((part) => part !== undefined).join(':');
  const shade = severity === 'error' ? 31 : 33;
  const word = color ? `\u001b[${shade}m${severity}\u001b[0m` : severity;
  return `${place === '' ? '' : `${place}: `}${word}: ${problemText(problem)}`;
}

/** One problem without its place: which object, which field, what, and which versions say so. */
export function problemText({ object, field, message, versions }: KubernetesProblem): string {
  const text = message.replace(/\s+/g, ' ');
  const about = field === undefined || text.startsWith(`${field}:`) ? text : `${field}: ${text}`;
  return `${object}: ${about} [${versions.join(', ')}]`;
}

function listed(names: readonly string[]): string {
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
}
