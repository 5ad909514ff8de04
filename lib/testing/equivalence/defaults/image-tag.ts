import { type Json } from '../manifest';

const NAME_PART = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const PATH = new RegExp(`^${NAME_PART}(?:/${NAME_PART})*$`);
const DOMAIN_PART = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const DOMAIN = new RegExp(`^(?:${DOMAIN_PART}(?:\\.${DOMAIN_PART})*|\\[(?:[a-fA-F0-9:]+)\\])(?::[0-9]+)?$`);
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;
const DIGEST_LENGTHS: Record<string, number> = { sha256: 64, sha384: 96, sha512: 128 };

/**
 * The pull policy of an image that has none written: Always for the tag `latest`, written or implied, and IfNotPresent
 * otherwise. A reference that cannot be parsed counts as otherwise.
 */
export function defaultPullPolicy(image: Json | undefined): 'Always' | 'IfNotPresent' {
  return typeof image === 'string' && imageTag(image) === 'latest' ? 'Always' : 'IfNotPresent';
}

/** The tag of an image reference, `latest` where it has neither tag nor digest; `undefined` for what is no reference. */
export function imageTag(image: string): string | undefined {
  let rest = image;
  const at = rest.indexOf('@');
  let digest: string | undefined;
  if (at >= 0) {
    digest = rest.slice(at + 1);
    rest = rest.slice(0, at);
    if (!isDigest(digest)) return undefined;
  } else if (/^[a-f0-9]{64}$/.test(rest)) {
    // The reference grammar keeps such a name for image ids.
    return undefined;
  }
  const colon = rest.indexOf(':', rest.lastIndexOf('/') + 1);
  let tag: string | undefined;
  if (colon >= 0) {
    tag = rest.slice(colon + 1);
    rest = rest.slice(0, colon);
    if (!TAG.test(tag)) return undefined;
  }
  if (!isName(rest)) return undefined;
  return tag ?? (digest === undefined ? 'latest' : '');
}

function isDigest(text: string): boolean {
  if (!DIGEST.test(text)) return false;
  const [algorithm, hex] = text.split(':') as [string, string];
  return DIGEST_LENGTHS[algorithm] === hex.length && hex === hex.toLowerCase();
}

/** Whether a name, without tag and digest, follows the reference grammar; a first part with a dot or port is a host. */
function isName(name: string): boolean {
  const slash = name.indexOf('/');
  const first = name.slice(0, slash);
  const hasHost = slash >= 0 && (/[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase());
  const path = hasHost ? name.slice(slash + 1) : name;
  const domain = hasHost ? first : 'docker.io';
  const length = domain.length + 1 + path.length + (!hasHost && slash < 0 ? 'library/'.length : 0);
  return DOMAIN.test(domain) && PATH.test(path) && length <= 255;
}
