import { type Token } from './token';

/** The object that represents a boolean, a list or a JSON value; see {@link tokenObject}. */
export class TokenObject {
  public constructor(public readonly token: Token) {}

  /** Called by cdk8s when it serializes. */
  public resolve(): string {
    return this.token.text;
  }

  /** Called by JSON.stringify, and so by JSON patches. */
  public toJSON(): string {
    return this.token.text;
  }

  public toString(): string {
    return this.token.inText;
  }

  public [Symbol.toPrimitive](hint: string): string {
    if (hint === 'number') {
      throw new Error(`${this.token.name} is known at deployment only and cannot be used as a number at synth time`);
    }
    return this.token.inText;
  }
}

/** The members that can be read. Reading any other member of an unknown value would silently return undefined. */
const READABLE = new Set<PropertyKey>(['resolve', 'toJSON', 'toString', 'valueOf', 'constructor', 'token', 'then']);

/**
 * Returns an object that represents a token where TypeScript requires a boolean or an object. Reading a member throws:
 * code that reads `limits` of unknown resources would drop them without an error.
 */
export function tokenObject(token: Token): object {
  return new Proxy(new TokenObject(token), {
    get(target, key, receiver): unknown {
      // cdk8s reads `value` of every object, to find unions of number and string.
      if (typeof key === 'string' && !READABLE.has(key) && key !== 'value' && key !== '$$typeof') {
        throw new Error(
          `the content of ${token.name} is known at deployment only: '${key}' cannot be read from it; ` +
            `use it as a whole, for example in a JSON patch`,
        );
      }
      return Reflect.get(target, key, receiver);
    },
  });
}
