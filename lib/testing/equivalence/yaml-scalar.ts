import { type Json } from './manifest';

/**
 * What a plain (unquoted) YAML scalar means to Kubernetes, which reads YAML 1.1 through sigs.k8s.io/yaml (goyaml.v2):
 * the words yes, on and y are booleans, a leading 0 is octal, underscores separate digits; base 60 is not read, and a
 * timestamp stays a string.
 */
export function resolvePlainScalar(text: string): Json {
  if (text === '') return null;
  const first = text.charCodeAt(0);
  // Only a digit, a sign, a dot, `~` or one of yYnNtTfFoO can begin anything but a string.
  if (first >= 48 && first <= 57) return resolveNumber(text);
  if (first === 43 || first === 45) return WORDS.has(text) ? (WORDS.get(text) as Json) : resolveNumber(text);
  if (first === 46) return WORDS.has(text) ? (WORDS.get(text) as Json) : resolvePointNumber(text);
  if (text.length <= 5 && WORDS.has(text)) return WORDS.get(text) as Json;
  return text;
}

const WORDS = new Map<string, Json | undefined>();
for (const word of ['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON']) WORDS.set(word, true);
for (const word of ['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF']) WORDS.set(word, false);
for (const word of ['~', 'null', 'Null', 'NULL']) WORDS.set(word, null);

/** The scalars that goyaml reads as NaN and infinities; JSON has none, so Kubernetes rejects them. */
export const NOT_JSON = new Set([
  '.nan',
  '.NaN',
  '.NAN',
  ...['', '+', '-'].flatMap((s) => [`${s}.inf`, `${s}.Inf`, `${s}.INF`]),
]);

const DECIMAL = /^[-+]?(0|[1-9][0-9]*)$/;
const OCTAL = /^([-+]?)0[oO]?([0-7]+)$/;
const HEX = /^([-+]?)0[xX]([0-9a-fA-F]+)$/;
const BINARY = /^([-+]?)0[bB]([01]+)$/;
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const POINT_FLOAT = /^\.[0-9]+([eE][-+]?[0-9]+)?$/;
const MAX_UINT64 = 2n ** 64n - 1n;
const MIN_INT64 = -(2n ** 63n);

function resolveNumber(text: string): Json {
  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  if (DECIMAL.test(plain)) {
    if (plain.length <= 15) return Number(plain) + 0;
    return integer(BigInt(plain.startsWith('+') ? plain.slice(1) : plain), plain);
  }
  for (const [pattern, prefix] of [
    [OCTAL, '0o'],
    [HEX, '0x'],
    [BINARY, '0b'],
  ] as const) {
    const match = pattern.exec(plain);
    if (match) {
      const size = BigInt(prefix + (match[2] as string));
      return integer(match[1] === '-' ? -size : size, plain, text);
    }
  }
  if (FLOAT.test(plain)) return float(plain, text);
  return text;
}

function resolvePointNumber(text: string): Json {
  return POINT_FLOAT.test(text) ? float(text, text) : text;
}

function integer(value: bigint, plain: string, otherwise?: string): Json {
  // Beyond 64 bits goyaml falls back to a float where the digits allow it, and to a string where they do not.
  if (value > MAX_UINT64 || value < MIN_INT64) return FLOAT.test(plain) ? float(plain, plain) : (otherwise ?? plain);
  const small = Number(value);
  return Number.isSafeInteger(small) ? small : value;
}

function float(plain: string, otherwise: string): Json {
  const value = Number(plain);
  // strconv.ParseFloat reports a number out of range as an error: goyaml then keeps the text.
  if (!Number.isFinite(value)) return otherwise;
  return Object.is(value, -0) ? 0 : value;
}
