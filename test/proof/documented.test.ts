import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { renderReport } from '../../lib/testing/equivalence/report';
import { CATALOGUE, DEVIATING_FILES } from './catalogue';
import { documentedText, prove, synthesizeDocumentedApps } from './prove';

const charts = synthesizeDocumentedApps();

describe('every documented manifest', () => {
  test('is in the catalogue, once', () => {
    // GIVEN
    const folder = join(__dirname, '../documented');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
    // THEN
    expect(files).toHaveLength(68);
    expect(CATALOGUE.map(({ file }) => file).sort()).toEqual(files.sort());
  });

  test('that deviates is in the catalogue', () => {
    const files = CATALOGUE.map(({ file }) => file);
    expect(DEVIATING_FILES.filter((file) => !files.includes(file))).toEqual([]);
  });

  test.each(CATALOGUE.map((documented) => [documented.file, documented] as const))(
    '%s is what its app synthesizes',
    (file, documented) => {
      // WHEN
      const { verdict, unpinned } = prove(documented, documentedText(file), charts);
      // THEN an unused deviation is a failure too
      expect(verdict.equivalent ? '' : renderReport(verdict)).toBe('');
      expect(unpinned).toEqual([]);
    },
  );
});
