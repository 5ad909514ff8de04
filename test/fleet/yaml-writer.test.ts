import { Yaml } from 'cdk8s';
import * as fc from 'fast-check';
import { agreesWithCdk8s, YamlWriter } from '../../lib/fleet/yaml-writer';
import { plainDocument, unusualDocument } from './support/documents';

/** Raised to 50,000 by `npm run test:fleet-heavy`. */
const DOCUMENTS = Number(process.env.FLEET_DOCUMENTS ?? 1500);

/** What cdk8s writes, or the message of what it throws. */
function attempt(write: () => string): string {
  try {
    return write();
  } catch (error) {
    return `throws ${(error as Error).message}`;
  }
}

describe('YamlWriter', () => {
  const writer = new YamlWriter();

  test('agrees with the installed cdk8s on the probe', () => {
    expect(agreesWithCdk8s()).toBe(true);
  });

  test('writes any document as cdk8s does', () => {
    let own = 0;
    fc.assert(
      fc.property(plainDocument, (document) => {
        own += writer.tryDocument(document) === undefined ? 0 : 1;
        expect(attempt(() => writer.document(document))).toBe(attempt(() => Yaml.stringify(document)));
      }),
      { numRuns: DOCUMENTS },
    );
    // The property would hold for a writer that leaves everything to cdk8s.
    expect(own).toBeGreaterThan(DOCUMENTS / 2);
  });

  test('writes keys with document markers as cdk8s does, wherever they stand', () => {
    for (const key of ['---', '%x', '...', 'a\u2028%', 'a\u2028--- b', 'x ---']) {
      for (const document of [{ [key]: {} }, { deep: { [key]: [{ [key]: 1 }] } }, [{ [key]: key }]]) {
        expect(writer.document(document)).toBe(Yaml.stringify(document));
      }
    }
  });

  test('quotes what YAML 1.1 reads as a number though it begins with a letter', () => {
    for (const value of ['e1', 'e-0', 'E-12', 'e+1', 'e1x', 'e-', 'e_1', 'E']) {
      expect(writer.document({ value, [value]: [value] })).toBe(Yaml.stringify({ value, [value]: [value] }));
    }
  });

  test('leaves unusual documents to cdk8s', () => {
    fc.assert(
      fc.property(unusualDocument, (document) => {
        expect(writer.tryDocument(document)).toBeUndefined();
        expect(attempt(() => writer.document(document))).toBe(attempt(() => Yaml.stringify(document)));
      }),
      { numRuns: DOCUMENTS / 10 },
    );
  });

  test('divides documents as cdk8s does', () => {
    const sparse = new Array<string>(3).fill('x', 1);
    for (const documents of [[], [{}], [undefined], [{ a: 1 }, undefined, null, 'text', { b: [] }, sparse]]) {
      expect(writer.stringify(documents)).toBe(Yaml.stringify(...documents));
    }
  });

  test('is not confused by a document that it gave up on', () => {
    // GIVEN
    const shared = { a: 1 };
    expect(writer.tryDocument([shared, shared])).toBeUndefined();

    // WHEN THEN
    expect(writer.document({ shared })).toBe(Yaml.stringify({ shared }));
  });

  test('takes deep documents as far as cdk8s does', () => {
    let deep: unknown = 'bottom';
    for (let i = 0; i < 200; i++) {
      deep = i % 2 ? [deep] : { deep };
    }
    expect(writer.tryDocument(deep)).toBe(Yaml.stringify(deep));
  });
});
