import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandLine } from '../bin/command-line';

const REPOSITORY = join(__dirname, '../..');
const DOCUMENT = readFileSync(join(REPOSITORY, 'docs/adopt.md'), 'utf8');

const cli = new CommandLine();
afterAll(() => cli.remove());

function block(language: string): string {
  const found = new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(DOCUMENT)?.[1];
  if (found === undefined) throw new Error(`docs/adopt.md has no block of ${language}`);
  return found;
}

test('docs/adopt.md shows what the command prints and writes', async () => {
  // WHEN
  const operand = join(REPOSITORY, 'test/documented/httpserver');
  const { output } = await cli.run(['adopt', operand, '--out', cli.path('app')]);
  // THEN
  expect(block('console')).toBe(`$ cdk8s-patterns adopt test/documented/httpserver --out app\n${output}`);
  expect(block('ts')).toBe(readFileSync(cli.path('app/httpserver.ts'), 'utf8'));
});
