import { type Manifest } from '../../testing/equivalence/manifest';
import { type ObjectExpression } from './expression';

/** A file that the generated app reads. */
export interface AppFile {
  /** Path from the folder of the generated app, with forward slashes. */
  readonly path: string;
  readonly content: string | Buffer;
  /** Whether the content is a secret: git must not see it, and nobody else may read it. */
  readonly isSecret: boolean;
}

/** What a recogniser says of a manifest: the construct that would make it, and with which props. */
export interface Proposal {
  /** Name of the construct's class. */
  readonly construct: string;
  readonly props: ObjectExpression;
  /** The manifests that the construct makes; the first is its main object. */
  readonly covers: readonly Manifest[];
  /** Files that the props mention. */
  readonly files?: readonly AppFile[];
  /** Larger proposals, each of which is taken where it is as true as this one. */
  readonly extensions?: readonly ((proposal: Proposal) => Proposal | undefined)[];
}

/** The manifests that are adopted together. */
export interface Context {
  readonly manifests: readonly Manifest[];
}

/** The inverse of one construct. */
export interface Recogniser {
  /** The kinds of its main object. */
  readonly kinds: readonly string[];
  /** What it takes a manifest for, the best first; none where it is not its construct's. */
  readonly propose: (manifest: Manifest, context: Context) => readonly Proposal[];
}
