import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../../lib/bin/run-command';
import { USAGE } from '../../lib/bin/usage';
import { codeBlocks } from './support/code-blocks';

const { scripts } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as {
  scripts: { readonly [name: string]: string };
};

/** The commands in the documents: lines of shell blocks, continued ones joined, and what follows a `$` in a console. */
const LINES = codeBlocks('sh', 'bash', 'console').flatMap(({ place, language, code }) =>
  code
    .replace(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => language !== 'console' || line.startsWith('$ '))
    .map((line) => ({ place, line })),
);

const OURS = LINES.flatMap(({ place, line }) =>
  [...line.matchAll(/(?:^|npx |\| |\$ )cdk8s-patterns ([^|>#]+)/g)].map(([, words = '']) => ({
    place,
    words: words.trim().split(/\s+/),
  })),
);

test('the documents have commands to test', () => {
  expect(OURS.length).toBeGreaterThan(6);
});

test.each(OURS.map(({ place, words }) => [place, words.join(' '), words] as const))(
  '%s: cdk8s-patterns %s is a command with its options',
  async (_, __, words) => {
    // GIVEN
    let warnings = '';
    const io = { stdin: [], write: () => undefined, warn: (text: string) => (warnings += text), color: false };
    const [command = '', ...others] = words;

    // WHEN: the files of the documents are not here, which is all that may be wrong
    await runCommand([command, '/nonexistent', '/nonexistent'], io as never);

    // THEN
    expect(warnings).not.toMatch(/unknown command/i);
    for (const option of others.filter((word) => word.startsWith('--'))) expect(USAGE).toContain(option.split('=')[0]);
  },
);

test('every npm script in the documents exists', () => {
  const named = LINES.flatMap(({ line }) =>
    [...line.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, name = '']) => name),
  );
  expect(named.length).toBeGreaterThan(2);
  // A generated app has scripts of its own.
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});
