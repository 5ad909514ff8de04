/**
 * The equivalence of 10,000 objects with themselves, re-ordered, against parsing the same YAML with the `yaml` package.
 *
 *     npx ts-node bench/equivalence/ten-thousand.ts [objects=10000] [runs=3]
 *
 * Prints, for the fastest of the runs, the time beyond reading both sides as a ratio to what the `yaml` package needs
 * for the same texts (target: at most 1.0), the whole as such a ratio, and the memory that half and all of the objects
 * take (linear: about 2).
 */
import { parseAllDocuments } from 'yaml';
import { equivalent } from '../../lib/testing/equivalence/equivalent';
import { parse } from '../../lib/testing/equivalence/parse';
import { manifestYaml } from './manifest-yaml';

const objects = Number(process.argv[2] ?? 10_000);
const runs = Number(process.argv[3] ?? 3);

function seconds(work: () => void): number {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e9;
}

function fastest(work: () => void): number {
  return Math.min(...Array.from({ length: runs }, () => seconds(work)));
}

/** Memory that the normal forms of both sides hold, in MiB. */
function memory(count: number): number {
  const [actual, expected] = texts(count);
  global.gc?.();
  const before = process.memoryUsage().heapUsed;
  const verdict = equivalent(actual, expected);
  global.gc?.();
  const held = (process.memoryUsage().heapUsed - before) / 1024 / 1024;
  if (!verdict.equivalent) throw new Error('not equivalent to itself');
  return held;
}

function texts(count: number): [string, string] {
  const documents = Array.from({ length: count }, (_, index) => manifestYaml(index, false));
  const reordered = Array.from({ length: count }, (_, index) => manifestYaml(index, true)).reverse();
  return [documents.join('---\n'), reordered.join('---\n')];
}

const [actual, expected] = texts(objects);
const baseline = fastest(() => {
  for (const text of [actual, expected])
    for (const document of parseAllDocuments(text)) (document as { toJS(): unknown }).toJS();
});
const reading = fastest(() => {
  for (const text of [actual, expected]) parse(text, { maxLength: Infinity });
});
const both = [parse(actual, { maxLength: Infinity }), parse(expected, { maxLength: Infinity })] as const;
const beyond = fastest(() => {
  if (!equivalent(both[0], both[1]).equivalent) throw new Error('not equivalent to itself');
});

const ratio = (part: number): string => (part / baseline).toFixed(2);
console.log(`${objects} objects, ${((actual.length + expected.length) / 1e6).toFixed(1)} MB of YAML`);
console.log(`yaml package:        ${baseline.toFixed(2)} s`);
console.log(`our reading:         ${reading.toFixed(2)} s, ratio ${ratio(reading)}`);
console.log(`beyond the reading:  ${beyond.toFixed(2)} s, ratio ${ratio(beyond)} (target: at most 1.00)`);
console.log(`the whole:           ${(reading + beyond).toFixed(2)} s, ratio ${ratio(reading + beyond)}`);
const [half, whole] = [memory(objects / 2), memory(objects)];
console.log(
  `memory held:         ${half.toFixed(0)} MiB for half, ${whole.toFixed(0)} MiB for all, ratio ${(whole / half).toFixed(2)}`,
);
