import { type Problem } from './problem';

/** JUnit XML: a test case for each object, which fails when an error is found in the object. */
export function junitReport(suite: string, objects: readonly string[], problems: readonly Problem[]): string {
  const cases = new Map<string, Problem[]>(objects.map((object) => [object, []]));
  for (const problem of problems) {
    const name = problem.object === '' ? 'deviations' : problem.object;
    const list = cases.get(name);
    if (list) list.push(problem);
    else cases.set(name, [problem]);
  }
  const failed = [...cases.values()].filter((each) => each.some((problem) => problem.level === 'error')).length;
  const counts = `tests="${cases.size}" failures="${failed}" errors="0"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="cdk8s-patterns" ${counts}>`,
    `  <testsuite name="${suite}" ${counts}>`,
    ...[...cases].map(([name, found]) => testCase(name, found)),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function testCase(name: string, problems: readonly Problem[]): string {
  const [kind = ''] = name.split(' ');
  const file = problems.find((each) => each.file !== undefined)?.file;
  const attributes = `name="${escape(name)}" classname="${escape(kind)}"${file === undefined ? '' : ` file="${escape(file)}"`}`;
  if (problems.length === 0) return `    <testcase ${attributes}/>`;
  const text = escape(problems.map((each) => each.message).join('\n'));
  const errors = problems.filter((each) => each.level === 'error');
  const body =
    errors.length === 0
      ? `      <system-out>${text}</system-out>`
      : `      <failure message="${errors.length} problem${errors.length === 1 ? '' : 's'}" type="${errors[0]?.rule}">${text}</failure>`;
  return `    <testcase ${attributes}>\n${body}\n    </testcase>`;
}

function escape(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
