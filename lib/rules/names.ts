import { type Check, evenEmpty, formatValue } from './field';

// Sources: k8s.io/apimachinery/pkg/util/validation and k8s.io/apimachinery/pkg/api/validation.
// Every check returns `must be …, got …` without its subject: the caller knows what the value is called.

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_1035 = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const QUALIFIED_PART = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const ENV_NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;
const CONFIG_KEY = /^[-._a-zA-Z0-9]+$/;

/** A name rule from a pattern and a length; the message says both. */
function textRule(what: string, max: number, pattern: RegExp): Check {
  return (value) =>
    typeof value === 'string' && value.length <= max && pattern.test(value)
      ? undefined
      : `must be ${what} of at most ${max} characters, got ${formatValue(value)}`;
}

/** RFC 1123 label: namespaces, containers, volumes, ports of Services. */
export const dnsLabel: Check = textRule('a lowercase RFC 1123 label', 63, LABEL);

/** RFC 1035 label: names of Services, which may not start with a digit. */
export const dnsLabel1035: Check = textRule('a lowercase RFC 1035 label starting with a letter', 63, LABEL_1035);

/** RFC 1123 subdomain: most object names. */
export const dnsSubdomain: Check = textRule('a lowercase RFC 1123 subdomain', 253, SUBDOMAIN);

/** A DNS label with less room than 63, because a controller appends to it. */
export function shortDnsLabel(max: number): Check {
  return textRule('a lowercase RFC 1123 label', max, LABEL);
}

/** A DNS subdomain with less room than 253, because a controller appends to it or copies it into a label. */
export function shortDnsSubdomain(max: number): Check {
  return textRule('a lowercase RFC 1123 subdomain', max, SUBDOMAIN);
}

/** A subdomain whose first label may be `*`, for hosts of an Ingress. */
export const wildcardDnsSubdomain: Check = (value) =>
  dnsSubdomain(typeof value === 'string' ? value.replace(/^\*\./, '') : value) === undefined
    ? undefined
    : `must be a lowercase RFC 1123 subdomain, optionally after "*.", got ${formatValue(value)}`;

/** Name of an environment variable, as Kubernetes 1.27 to 1.31 accept it everywhere. */
export const envName: Check = (value) =>
  typeof value === 'string' && ENV_NAME.test(value) && value !== '.' && !value.startsWith('..')
    ? undefined
    : `must be an environment variable name of letters, digits, "_", "-" and ".", not starting with a digit, got ${formatValue(value)}`;

/** Key of a ConfigMap or Secret. */
export const configKey: Check = (value) =>
  typeof value === 'string' && value.length <= 253 && CONFIG_KEY.test(value) && value !== '.' && !value.startsWith('..')
    ? undefined
    : `must be a key of letters, digits, "-", "_" and "." of at most 253 characters, not "." nor starting with "..", got ${formatValue(value)}`;

/** Name of a container port, IANA_SVC_NAME. */
export const portName: Check = (value) =>
  typeof value === 'string' &&
  /^[-a-z0-9]{1,15}$/.test(value) &&
  /[a-z]/.test(value) &&
  !value.includes('--') &&
  !value.startsWith('-') &&
  !value.endsWith('-')
    ? undefined
    : `must be a port name of at most 15 lowercase letters, digits and single inner "-", with at least one letter, got ${formatValue(value)}`;

/** Key of a label, and every other qualified name: `[prefix/]name`. */
export const labelKey: Check = (value) =>
  typeof value === 'string' && isQualifiedName(value)
    ? undefined
    : `must be a qualified name, [subdomain/]name with a name of at most 63 letters, digits, "-", "_" and ".", got ${formatValue(value)}`;

function isQualifiedName(value: string): boolean {
  const slash = value.indexOf('/');
  const name = slash < 0 ? value : value.slice(slash + 1);
  return (
    name.length <= 63 && QUALIFIED_PART.test(name) && (slash < 0 || dnsSubdomain(value.slice(0, slash)) === undefined)
  );
}

/** Key of an annotation: a qualified name whose prefix may be written in capitals. */
export const annotationKey: Check = (value) =>
  typeof value === 'string' && labelKey(value.toLowerCase()) === undefined ? undefined : labelKey(value);

/** Value of a label. */
export const labelValue: Check = (value) =>
  typeof value === 'string' && value.length <= 63 && LABEL_VALUE.test(value)
    ? undefined
    : `must be a label value, at most 63 letters, digits, "-", "_" and "." that starts and ends with a letter or digit, got ${formatValue(value)}`;

/** Name that only has to fit into a URL, as those of roles and role bindings. */
export const pathSegment: Check = (value) =>
  typeof value === 'string' && value !== '.' && value !== '..' && !/[/%]/.test(value)
    ? undefined
    : `must be a name without "/" and "%", and neither "." nor "..", got ${formatValue(value)}`;

/** One of a closed set of words. */
export function oneOf(...allowed: string[]): Check {
  return (value) =>
    typeof value === 'string' && allowed.includes(value)
      ? undefined
      : `must be one of ${allowed.join(', ')}, got ${formatValue(value)}`;
}

/** Text, where a number or a truth value that lost its quotes is the usual mistake. */
export const text: Check = (value) =>
  typeof value === 'string'
    ? undefined
    : `must be a string, got ${formatValue(value)}${typeof value === 'object' ? '' : ' (quote it)'}`;

/** true or false. */
export const boolean: Check = evenEmpty((value) =>
  typeof value === 'boolean' ? undefined : `must be true or false, got ${formatValue(value)}`,
);

/** Absolute path of a file system. */
export const absolutePath: Check = (value) =>
  typeof value === 'string' && value.startsWith('/')
    ? undefined
    : `must be an absolute path, got ${formatValue(value)}`;

/** Path below a volume: relative and without `..`. */
export const relativePath: Check = (value) =>
  typeof value === 'string' && !value.startsWith('/') && !value.split('/').includes('..')
    ? undefined
    : `must be a relative path without "..", got ${formatValue(value)}`;
