import { type Manifest } from '../../../lib/testing/equivalence/manifest';
import { consequences } from '../../../lib/upgrade/consequences';
import { VerdictServer } from '../../../lib/verdict/verdict-server';
import { mutations } from '../../testing/equivalence/mutations';
import { corpus } from './corpus';

/** Where the rules in TypeScript and the API server disagree, and why. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'Pod spec.volumes.9.name: other text': 'false alarm: the server drops the volume, which is behind a feature gate',
  'Pod spec.volumes.9.image.reference: other text': 'false alarm: as above',
};

/** Mutations of one manifest that are looked at. */
const MOST = 150;

function identity({ apiVersion, kind, metadata }: Manifest): string {
  return [apiVersion, kind, metadata?.namespace, metadata?.name].join();
}

test('the rules of upgrade refuse what the API server refuses, for changes of one field of every kind', () => {
  // GIVEN
  const server = VerdictServer.of('1.34');
  const disagreements: string[] = [];
  let [pairs, refused] = [0, 0];

  // WHEN
  for (const { manifest } of corpus()) {
    if (server.ask({ object: manifest }).outcome !== 'accepted') continue;
    let count = 0;
    for (const { manifest: next, description } of mutations(manifest)) {
      if (identity(next) !== identity(manifest)) continue;
      count += 1;
      if (count > MOST) break;
      // What cannot be created says nothing about updates.
      if (server.ask({ object: next }).outcome !== 'accepted') continue;
      pairs += 1;
      const answer = server.ask({ object: next, old: manifest });
      // A client that cannot merge the two sends nothing.
      if (answer.problems?.some(({ reason, field }) => reason === 'BadRequest' && field === undefined) === true)
        continue;
      const isRefused = answer.outcome === 'refused';
      const isForetold = consequences([manifest], [next]).some(({ severity }) => severity === 'refused');
      if (isRefused) refused += 1;
      if (isRefused !== isForetold) disagreements.push(description);
    }
  }

  // THEN
  expect(new Set(disagreements)).toEqual(new Set(Object.keys(EXCEPTIONS)));
  expect(pairs).toBeGreaterThan(300);
  expect(refused).toBeGreaterThan(150);
});
