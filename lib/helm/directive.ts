import { type IConstruct } from 'constructs';
import { type Token } from '../tokens/token';

/** A condition or a repetition. */
export enum DirectiveKind {
  /** The part is rendered only when the flag is true. */
  WHEN = 'when',
  /** The part is rendered once for each element of the list. */
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
