import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Manifest } from '../../../lib/testing/equivalence/manifest';
import { fromFile, readManifests } from '../../../lib/testing/equivalence/source';

/** Folder of the examples. */
export const EXAMPLES = join(__dirname, '../../../examples');

/** What came of an example. */
export interface ExampleRun {
  /** What it exports as `app`. */
  readonly app: { readonly check?: () => unknown[] };
  /** The manifests that it wrote, by path; those of a Helm chart are templates and not among them. */
  readonly manifests: ReadonlyMap<string, Manifest[]>;
  /** The paths of all files that it wrote. */
  readonly paths: string[];
}

/** Runs an example as its reader would, with the library of this checkout. */
export function runExample(file: string): ExampleRun {
  const outdir = mkdtempSync(join(tmpdir(), 'example-'));
  process.env.CDK8S_OUTDIR = outdir;
  try {
    let app = {};
    jest.isolateModules(() => {
      ({ app } = jest.requireActual<{ app: object }>(join(EXAMPLES, file)));
    });
    const paths = readdirSync(outdir, { recursive: true, encoding: 'utf8' }).sort();
    const written = paths.filter((path) => path.endsWith('.k8s.yaml'));
    return {
      app,
      paths,
      manifests: new Map(written.map((path) => [path, readManifests(fromFile(join(outdir, path)))])),
    };
  } finally {
    delete process.env.CDK8S_OUTDIR;
    rmSync(outdir, { recursive: true, force: true });
  }
}
