import { ManifestError } from '../../lib/testing/equivalence/manifest-error';
import { type Manifest } from '../../lib/testing/equivalence/manifest';
import { readManifests } from '../../lib/testing/equivalence/source';
import { mutations } from '../testing/equivalence/mutations';
import { CATALOGUE, type DocumentedManifest } from './catalogue';
import { documentedText, prove, synthesizeDocumentedApps } from './prove';

const charts = synthesizeDocumentedApps();

/** Whether the proof of a documented manifest fails once the manifest is another one. */
function fails(documented: DocumentedManifest, changed: Manifest): boolean {
  try {
    const { verdict, unpinned } = prove(documented, changed, charts);
    return !verdict.equivalent || unpinned.length > 0;
  } catch (error) {
    // A value that no API server takes is told as an error.
    if (error instanceof ManifestError) return true;
    throw error;
  }
}

describe('a change of any one field of a documented manifest', () => {
  let tried = 0;

  test.each(CATALOGUE.map((documented) => [documented.file, documented] as const))(
    'of %s makes its proof fail',
    (file, documented) => {
      // GIVEN
      const [fixture] = readManifests(documentedText(file)) as [Manifest];
      for (const { manifest, description } of mutations(fixture)) {
        tried += 1;
        // THEN
        if (!fails(documented, manifest)) throw new Error(`not noticed: ${description}`);
      }
    },
  );

  test('was tried often enough', () => {
    expect(tried).toBeGreaterThan(300);
  });
});
