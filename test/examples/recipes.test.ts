import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { manifestProblems } from '../../lib/rules/manifest-problems';
import { fromFile, readManifests } from '../../lib/testing/equivalence/source';

const FOLDER = join(__dirname, '../../examples');
const RECIPES = readdirSync(FOLDER).filter((file) => file.endsWith('.ts'));

/** Runs a recipe as its reader would; returns what it exports, and its output. */
function run(file: string): { readonly app: { check?: () => unknown[] }; readonly files: { [path: string]: string } } {
  const outdir = mkdtempSync(join(tmpdir(), 'recipe-'));
  process.env.CDK8S_OUTDIR = outdir;
  try {
    let app = {};
    jest.isolateModules(() => {
      ({ app } = jest.requireActual<{ app: object }>(join(FOLDER, file)));
    });
    const paths = readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter((path) => /\.(ya?ml)$/.test(path));
    const manifests = paths.filter((path) => path.endsWith('.k8s.yaml'));
    for (const path of manifests) {
      const problems = readManifests(fromFile(join(outdir, path))).flatMap(manifestProblems);
      expect({ path, problems }).toEqual({ path, problems: [] });
    }
    return {
      app,
      files: Object.fromEntries(paths.sort().map((path) => [path, readFileSync(join(outdir, path), 'utf8')])),
    };
  } finally {
    delete process.env.CDK8S_OUTDIR;
    rmSync(outdir, { recursive: true, force: true });
  }
}

test.each(RECIPES)('%s gives what is committed', (file) => {
  // WHEN
  const { app, files } = run(file);

  // THEN
  expect(app.check?.() ?? []).toEqual([]);
  expect(Object.keys(files).length).toBeGreaterThan(0);
  expect(
    Object.entries(files)
      .map(([path, text]) => `# ${path}\n${text}`)
      .join('\n'),
  ).toMatchSnapshot();
});

test('docs/cookbook.md lists every example', () => {
  const listed = readFileSync(join(__dirname, '../../docs/cookbook.md'), 'utf8').matchAll(
    /\(\.\.\/examples\/([^)]+)\)/g,
  );
  expect([...listed].map(([, path]) => path).sort()).toEqual([...RECIPES, 'shop/shop.ts'].sort());
});
