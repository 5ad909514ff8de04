import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const ROOT = join(__dirname, '..');
const { files } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { files: string[] };

/** The Markdown files of the tarball, by their path in it. The build has none that users read. */
const PAGES = files
  .filter((file) => file !== 'build')
  .flatMap((file) =>
    file.includes('.') || file === 'LICENSE'
      ? [file]
      : readdirSync(join(ROOT, file), { recursive: true, encoding: 'utf8' }).map((name) => join(file, name)),
  )
  .filter((file) => file.endsWith('.md'));

/** The targets of relative links and pictures in a page. */
function targets(page: string): string[] {
  const text = readFileSync(join(ROOT, page), 'utf8').replaceAll(/```.*?```/gs, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1]!).filter((to) => !/^[a-z]+:/.test(to));
}

/** The anchors that headings of a page have. */
function anchors(page: string): string[] {
  const text = readFileSync(join(ROOT, page), 'utf8').replaceAll(/```.*?```/gs, '');
  return [...text.matchAll(/^#+ (.*)$/gm)].map((match) =>
    match[1]!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** What is wrong with a link of a page. */
function problem(page: string, target: string): string[] {
  const [path, anchor] = target.split('#') as [string, string | undefined];
  const file = path === '' ? page : normalize(join(dirname(page), path));
  if (!files.some((each) => file === each || file.startsWith(`${each}/`))) return [`${target}: not in the tarball`];
  if (!existsSync(join(ROOT, file))) return [`${target}: does not exist`];
  if (anchor !== undefined && !anchors(file).includes(anchor)) return [`${target}: ${file} has no such heading`];
  return [];
}

test('the documentation has links to check', () => {
  expect(PAGES).toEqual(expect.arrayContaining(['README.md', 'CHANGELOG.md', 'docs/helm.md']));
  expect(targets('README.md').length).toBeGreaterThan(10);
});

test.each(PAGES)('every link of %s resolves in the tarball', (page) => {
  expect(targets(page).flatMap((target) => problem(page, target))).toEqual([]);
});
