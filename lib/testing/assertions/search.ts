import { describeValue } from './describe-value';

/** What an assertion looks for. */
export interface Search {
  readonly kind: string;
  readonly name?: string;
  readonly pattern?: unknown;
}

/** The kind and name that are looked for: `Deployment "web"`. */
export function describeSubject({ kind, name }: Search): string {
  return name === undefined ? kind : `${kind} ${JSON.stringify(name)}`;
}

/** The whole search in words: `Deployment "web" that matches { "spec": … }`. */
export function describeSearch(search: Search): string {
  const { pattern } = search;
  return describeSubject(search) + (pattern === undefined ? '' : ` that matches ${describeValue(pattern)}`);
}
