// Source: k8s.io/apimachinery/pkg/api/resource/quantity.go.

const QUANTITY = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d+))?$/;
const BINARY = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const DECIMAL: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };

/** Quantities that were parsed before: an app has many objects and few different quantities. */
const parsed = new Map<string, bigint | undefined>();

/** More texts than an app has quantities; the memory for them stays below a megabyte. */
const MAX_PARSED = 4096;

/** A quantity in billionths, rounded up as the API server rounds; undefined when it is none. */
export function nanos(value: unknown): bigint | undefined {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '';
  let amount = parsed.get(text);
  if (amount === undefined && !parsed.has(text)) {
    amount = parse(text.trim());
    if (parsed.size >= MAX_PARSED) parsed.clear();
    parsed.set(text, amount);
  }
  return amount;
}

function parse(text: string): bigint | undefined {
  const match = QUANTITY.exec(text);
  if (match === null) return undefined;
  const [, sign, digits = '', suffix = '', exponent] = match;
  const [whole = '', fraction = ''] = digits.split('.');
  const binary = BINARY.indexOf(suffix);
  const power = 9 + (exponent === undefined ? (DECIMAL[suffix] ?? 0) : Number.parseInt(exponent, 10)) - fraction.length;
  let scaled = BigInt(whole + fraction) * (binary < 0 ? 1n : 1024n ** BigInt(binary + 1));
  if (power >= 0) {
    scaled *= 10n ** BigInt(Math.min(power, 60));
  } else {
    const divisor = 10n ** BigInt(Math.min(-power, 60));
    scaled = (scaled + divisor - 1n) / divisor;
  }
  return sign === '-' ? -scaled : scaled;
}
