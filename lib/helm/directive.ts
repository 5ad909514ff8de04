import { type IConstruct } from 'constructs';
import { type Token } from '../tokens/token';

/** What is done to a part of the output. */
export enum DirectiveKind {
  /** It is there only when the flag is true. */
  WHEN = 'when',
  /** It is there once for every element of the list. */
  EACH = 'each',
}

/** A part of the output that depends on a value. */
export interface Directive {
  readonly kind: DirectiveKind;
  readonly token: Token;
  readonly construct: IConstruct;
  /** JSON pointer into the object, or undefined for all objects of the construct. */
  readonly field: string | undefined;
}
