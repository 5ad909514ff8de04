/** One line of two texts side by side; a side that is undefined has no such line. */
export interface LinePair {
  readonly actual?: string;
  readonly expected?: string;
}

/** The product of the lines that differ on each side up to which the closest alignment is looked for. */
const MOST_CELLS = 4_000_000;

/**
 * Aligns two texts by their longest common subsequence of lines, so that a line added at the top does not make every
 * line below it look changed. A run of lines only on the left beside one only on the right is paired line by line.
 */
export function alignLines(actual: readonly string[], expected: readonly string[]): LinePair[] {
  const head = commonHead(actual, expected);
  const tail = commonHead(actual.slice(head).reverse(), expected.slice(head).reverse());
  const a = actual.slice(head, actual.length - tail);
  const e = expected.slice(head, expected.length - tail);
  return [...actual.slice(0, head).map(both), ...alignMiddle(a, e), ...(tail > 0 ? actual.slice(-tail).map(both) : [])];
}

function both(line: string): LinePair {
  return { actual: line, expected: line };
}

function commonHead(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}

function alignMiddle(a: readonly string[], e: readonly string[]): LinePair[] {
  if (a.length * e.length > MOST_CELLS) return pairUp(a, e);

  const lengths = commonLengths(a, e);
  const width = e.length + 1;
  const pairs: LinePair[] = [];
  const onlyA: string[] = [];
  const onlyE: string[] = [];
  const flush = () => pairs.push(...pairUp(onlyA.splice(0), onlyE.splice(0)));

  for (let i = 0, j = 0; i < a.length || j < e.length;) {
    const [left, right] = [a[i], e[j]];
    if (left !== undefined && left === right) {
      flush();
      pairs.push(both(left));
      i++;
      j++;
    } else if (
      left !== undefined &&
      (right === undefined || at(lengths, (i + 1) * width + j) >= at(lengths, i * width + j + 1))
    ) {
      onlyA.push(left);
      i++;
    } else if (right !== undefined) {
      onlyE.push(right);
      j++;
    }
  }
  flush();
  return pairs;
}

/** For each pair of positions the length of the longest common subsequence of what follows them, row by row. */
function commonLengths(a: readonly string[], e: readonly string[]): Uint32Array {
  const width = e.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = e.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        a[i] === e[j]
          ? at(lengths, (i + 1) * width + j + 1) + 1
          : Math.max(at(lengths, (i + 1) * width + j), at(lengths, i * width + j + 1));
    }
  }
  return lengths;
}

function at(lengths: Uint32Array, index: number): number {
  return lengths[index] ?? 0;
}

function pairUp(a: readonly string[], e: readonly string[]): LinePair[] {
  return Array.from({ length: Math.max(a.length, e.length) }, (_, i) => ({ actual: a[i], expected: e[i] }));
}
