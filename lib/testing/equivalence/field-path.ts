import { type Fields, isFields, type Json } from './manifest';

/**
 * A place in a manifest, as a chain towards the root: cheap to make for every field on the way, and written out only
 * where it is reported.
 */
export class FieldPath {
  public static readonly ROOT = new FieldPath(undefined, '');

  private constructor(
    private readonly parent: FieldPath | undefined,
    private readonly step: string | number | Label,
  ) {}

  /** A member of an object. */
  public member(name: string): FieldPath {
    return new FieldPath(this, name);
  }

  /** An item of a list, by its position. */
  public index(position: number): FieldPath {
    return new FieldPath(this, position);
  }

  /** An item of a list, by the members that name it: `[name=ps]`. */
  public item(item: Json | undefined, keys: readonly string[], position: number): FieldPath {
    if (keys.length === 0 || !isFields(item)) return this.index(position);
    const named = keys.filter((key) => item[key] !== undefined);
    return named.length === 0 ? this.index(position) : new FieldPath(this, new Label(keyLabel(item, named), position));
  }

  /** An item of a set: `[=ReadWriteOnce]`. */
  public element(value: Json): FieldPath {
    return new FieldPath(this, new Label(`=${scalarText(value)}`, 0));
  }

  /** The steps from the root, items of lists by their position. */
  public steps(): (string | number)[] {
    const steps: (string | number)[] = [];
    for (const path of this.chain()) steps.push(path.step instanceof Label ? path.step.position : path.step);
    return steps;
  }

  /** As `kubectl explain` says it: `spec.template.spec.containers[name=ps].image`. */
  public toString(): string {
    let text = '';
    for (const { step } of this.chain()) {
      if (typeof step === 'number') text += `[${step}]`;
      else if (step instanceof Label) text += `[${step.text}]`;
      else if (PLAIN.test(step)) text += text === '' ? step : `.${step}`;
      else text += `[${step}]`;
    }
    return text;
  }

  private chain(): FieldPath[] {
    const chain: FieldPath[] = [];
    let path: FieldPath | undefined;
    for (path = this as FieldPath; path?.parent !== undefined; path = path.parent) chain.push(path);
    return chain.reverse();
  }
}

class Label {
  public constructor(
    public readonly text: string,
    public readonly position: number,
  ) {}
}

const PLAIN = /^[A-Za-z0-9_$-]+$/;

function keyLabel(item: Fields, keys: readonly string[]): string {
  return keys.map((key) => `${key}=${scalarText(item[key])}`).join(',');
}

function scalarText(value: Json | undefined): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
