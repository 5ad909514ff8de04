import { type Check, type Field, formatValue } from './field';
import { boolean, configKey, text } from './names';

// Source: ValidateConfigMap and ValidateSecret in pkg/apis/core/validation/validation.go.

/** What the values of one ConfigMap or Secret may weigh together: 1 MiB. */
export const CONFIG_SIZE_LIMIT = 1024 * 1024;

/** ConfigMap. */
export function checkConfigMap(object: Field): void {
  const data = object.at('data').members();
  const binary = object.at('binaryData').members();
  const size =
    checkEntries(object.at('data'), text, utf8Length) + checkEntries(object.at('binaryData'), base64, decodedLength);
  for (const key of data.keys()) {
    if (binary.has(key)) object.at('binaryData').report(`must not repeat a key of data, got ${formatValue(key)}`);
  }
  if (size > CONFIG_SIZE_LIMIT) object.report(`data must be at most ${CONFIG_SIZE_LIMIT} bytes together, got ${size}`);
  object.checkAt('immutable', boolean);
}

/** Secret. */
export function checkSecret(object: Field): void {
  const texts = object.at('stringData').members();
  let size = checkEntries(object.at('stringData'), text, utf8Length);
  size += checkEntries(object.at('data'), base64, decodedLength, new Set(texts.keys()));
  if (size > CONFIG_SIZE_LIMIT) object.report(`data must be at most ${CONFIG_SIZE_LIMIT} bytes together, got ${size}`);
  object.checkAt('immutable', boolean);
  object.checkAt('type', text);
  checkType(object);
}

function checkEntries(map: Field, check: Check, length: (value: string) => number, hidden = new Set<string>()): number {
  let size = 0;
  for (const [key, value] of map.members()) {
    const problem = configKey(key);
    if (problem !== undefined) map.report(`key ${problem}`);
    value.check(check);
    if (typeof value.value === 'string' && !hidden.has(key)) size += length(value.value);
  }
  return size;
}

function checkType(secret: Field): void {
  const content = (key: string): string | undefined => {
    const plain = secret.at('stringData').valueAt(key);
    if (plain !== undefined) return typeof plain === 'string' ? plain : '';
    const encoded = secret.at('data').valueAt(key);
    // null is an entry too, an empty one.
    return encoded === undefined
      ? undefined
      : Buffer.from(typeof encoded === 'string' ? encoded : '', 'base64').toString();
  };
  const type = secret.textAt('type') ?? 'Opaque';
  const requireKeys = (...keys: string[]): void => {
    for (const key of keys.filter((name) => content(name) === undefined)) {
      secret.report(`data must have the key ${formatValue(key)} with type ${type}`);
    }
  };
  const requireJson = (key: string): void => {
    requireKeys(key);
    const value = content(key);
    if (value !== undefined && !isJsonObject(value))
      secret.report(`data[${formatValue(key)}] must be a JSON object with type ${type}`);
  };
  switch (type) {
    case 'kubernetes.io/dockerconfigjson':
      requireJson('.dockerconfigjson');
      break;
    case 'kubernetes.io/dockercfg':
      requireJson('.dockercfg');
      break;
    case 'kubernetes.io/tls':
      requireKeys('tls.crt', 'tls.key');
      break;
    case 'kubernetes.io/ssh-auth':
      if ((content('ssh-privatekey') ?? '') === '') requireKeys('ssh-privatekey');
      break;
    case 'kubernetes.io/basic-auth':
      if (content('username') === undefined)
        requireKeys(...(content('password') === undefined ? ['username', 'password'] : []));
      break;
    case 'kubernetes.io/service-account-token':
      secret.at('metadata').at('annotations').requiredAt('kubernetes.io/service-account.name', text);
      break;
  }
}

function isJsonObject(value: string): boolean {
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === 'object' && !Array.isArray(parsed);
  } catch {
    return false;
  }
}

/** Text in base64, as the server decodes it. */
export function base64(value: unknown): string | undefined {
  return typeof value === 'string' &&
    /^[A-Za-z0-9+/\r\n]*={0,2}[\r\n]*$/.test(value) &&
    value.replace(/[\r\n]/g, '').length % 4 === 0
    ? undefined
    : `must be base64, got ${typeof value === 'string' ? `text of ${value.length} characters that is not` : formatValue(value)}`;
}

function utf8Length(value: string): number {
  return Buffer.byteLength(value);
}

function decodedLength(value: string): number {
  return Buffer.from(value, 'base64').length;
}
