import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Manifest } from '../../../lib/testing/equivalence/manifest';
import { parse } from '../../../lib/testing/equivalence/parse';

/** A manifest of test/corpus, and what an API server of Kubernetes 1.33 stored for it. */
export interface CorpusCase {
  readonly name: string;
  readonly manifest: Manifest;
  readonly stored: Manifest;
}

const FOLDER = join(__dirname, '../../corpus');

/** The corpus, one of each kind at least, without removed API versions. */
export function corpus(): CorpusCase[] {
  return readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((each) => each.endsWith('.yaml') && !each.startsWith('removed'))
    .sort()
    .map((each) => {
      const name = each.replace(/\.yaml$/, '');
      const [manifest, ...others] = parse(readFileSync(join(FOLDER, each), 'utf8'));
      if (manifest === undefined || others.length > 0) throw new Error(`${each}: expected one manifest`);
      const stored = JSON.parse(readFileSync(join(FOLDER, `${name}.stored.json`), 'utf8')) as Manifest;
      return { name, manifest, stored };
    });
}
