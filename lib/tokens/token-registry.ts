import { NUMBER_SLOTS, numberSentinel, textSentinel } from './sentinel';
import { Slots } from './slots';
import { type Token, type TokenProps, TokenType } from './token';

/** A token and the form in which a text sentinel means it. */
export interface TextToken {
  readonly token: Token;
  /** Whether the value is written as text, `"true"` instead of `true`. */
  readonly asText: boolean;
}

/** The sentinels of one registry. They are released when the registry is garbage-collected. */
interface Sentinels {
  readonly texts: string[];
  readonly slots: number[];
}

const ownerOfText = new Map<string, WeakRef<TokenRegistry>>();
const ownerOfNumber = new Map<number, WeakRef<TokenRegistry>>();
const numberSlots = new Slots(NUMBER_SLOTS);
let texts = 0;

const released = new FinalizationRegistry<Sentinels>((sentinels) => {
  for (const text of sentinels.texts) {
    ownerOfText.delete(text);
  }
  for (const slot of sentinels.slots) {
    ownerOfNumber.delete(numberSentinel(slot));
    numberSlots.release(slot);
  }
});

/**
 * The tokens of one owner, for example of one HelmValues. The tokens live as long as the registry, which the owner has
 * to keep: a sentinel whose registry is gone is an error where it is used.
 */
export class TokenRegistry {
  private readonly byText = new Map<string, TextToken>();
  private readonly byNumber = new Map<number, Token>();
  private readonly sentinels: Sentinels = { texts: [], slots: [] };
  private readonly self = new WeakRef<TokenRegistry>(this);

  public constructor() {
    released.register(this, this.sentinels);
  }

  /**
   * Registers a token.
   *
   * @throws Error when more number tokens are alive than sentinels exist (about a million)
   */
  public register(props: TokenProps): Token {
    const isNumber = props.type === TokenType.INT || props.type === TokenType.NUMBER;
    const number = isNumber ? this.newNumber() : undefined;
    const text = this.newText();
    const inText = props.type === TokenType.BOOL ? this.newText() : text;
    const token: Token = { name: props.name, type: props.type, plain: props.plain, text, inText, number };
    this.byText.set(inText, { token, asText: true });
    this.byText.set(text, { token, asText: false });
    if (number !== undefined) {
      this.byNumber.set(number, token);
    }
    return token;
  }

  /** Returns the token with a text sentinel. */
  public withText(text: string): TextToken | undefined {
    return this.byText.get(text);
  }

  /** Returns the token with a number sentinel. */
  public withNumber(number: number): Token | undefined {
    return this.byNumber.get(number);
  }

  private newText(): string {
    const text = textSentinel(texts);
    texts += 1;
    this.sentinels.texts.push(text);
    ownerOfText.set(text, this.self);
    return text;
  }

  private newNumber(): number {
    const slot = numberSlots.take();
    const number = numberSentinel(slot);
    this.sentinels.slots.push(slot);
    ownerOfNumber.set(number, this.self);
    return number;
  }
}

/** Whether any token is in use in this process. */
export function hasTokens(): boolean {
  return ownerOfText.size > 0;
}

/** Returns the token with a text sentinel; undefined for any other text. */
export function tokenWithText(text: string): TextToken | undefined {
  return ownerOfText.get(text)?.deref()?.withText(text);
}

/** Returns the token with a number sentinel; undefined for any other number. */
export function tokenWithNumber(number: number): Token | undefined {
  return ownerOfNumber.get(number)?.deref()?.withNumber(number);
}

/** Returns all number sentinels in use. */
export function numbersInUse(): ReadonlySet<number> | ReadonlyMap<number, unknown> {
  return ownerOfNumber;
}

/** Whether a text sentinel was given out and its registry is gone. */
export function isReleased(id: number): boolean {
  return id < texts && tokenWithText(textSentinel(id)) === undefined;
}
