import { type ApiObject, Lazy } from 'cdk8s';
import { plainValue } from '../tokens/plain-value';
import { isStockObject } from './serialize-object';

/** Marks in a recording, so that no value of a manifest can be taken for one. */
const OBJECT = Symbol('object');
const ARRAY = Symbol('array');
const END = Symbol('end');
const PLAIN = Symbol('plain');

/** What `ApiObject` keeps to itself. */
interface Internals {
  readonly props: Readonly<Record<string, unknown>>;
  readonly patches: readonly unknown[];
}

/**
 * Tells whether an API object would be serialized to something else than when it was last asked.
 *
 * It records everything that `ApiObject.toJson()` reads: properties, metadata and JSON patches, the results of Lazy
 * values and of `resolve()`, and the current values of tokens. Comparing with a recording takes a tenth of the time of
 * `toJson()`. Where a class overrides `toJson()`, or the app has resolvers of its own, the serialized object is recorded.
 */
export class ObjectState {
  /** Increases with each change that was found. */
  public version = 0;
  private recorded: unknown[] = [];
  private position = 0;
  private changed = false;
  private isBusy = false;
  private isNested = false;

  public constructor(private readonly object: ApiObject) {}

  /** Compares the object with the recording, and records it again if it differs. */
  public refresh(): void {
    if (this.isBusy) {
      // A Lazy value of this object asks for the object itself. The outer call counts as a change, as does this one.
      this.version += 1;
      this.isNested = true;
      return;
    }
    this.isBusy = true;
    this.isNested = false;
    this.position = 0;
    this.changed = this.recorded.length === 0;
    try {
      this.recordObject();
      this.changed ||= this.isNested || this.position !== this.recorded.length;
      this.recorded.length = this.position;
    } catch {
      // What cannot be read now may be readable the next time, so it counts as changed each time.
      this.changed = true;
      this.recorded.length = 0;
    } finally {
      this.isBusy = false;
    }
    if (this.changed) {
      this.version += 1;
    }
  }

  private recordObject(): void {
    const { object } = this;
    const { metadata } = object;
    if (!isStockObject(object)) {
      this.record(object.toJson());
      return;
    }
    const { props, patches } = object as unknown as Internals;
    this.entries(props);
    this.add(END);
    for (const [key, value] of Object.entries(metadata)) {
      if (key !== 'apiObject') {
        this.add(key);
        this.record(value);
      }
    }
    this.add(END);
    for (const patch of patches) {
      this.record(patch);
    }
  }

  private record(value: unknown): void {
    switch (typeof value) {
      case 'string':
      case 'number': {
        this.add(value);
        const plain = plainValue(value);
        if (!Object.is(plain, value)) {
          this.add(PLAIN);
          this.record(plain);
        }
        return;
      }
      case 'object':
        if (value !== null) {
          this.recordMembers(value);
          return;
        }
        break;
      case 'function':
        if (isResolvable(value)) {
          this.record(value.resolve());
          return;
        }
        break;
      default:
    }
    this.add(value);
  }

  private recordMembers(value: object): void {
    if (Array.isArray(value)) {
      this.add(ARRAY);
      for (const item of value as unknown[]) {
        this.record(item);
      }
      this.add(END);
      return;
    }
    if (value instanceof Lazy) {
      this.record(value.produce());
      return;
    }
    if (isResolvable(value)) {
      this.record(value.resolve());
      return;
    }
    if (Object.getPrototypeOf(value) !== Object.prototype) {
      // A union of number and string of a generated class, or a value in a JSON patch.
      const instance = value as { readonly value?: unknown; toJSON?(): unknown };
      this.add(value.constructor);
      this.add(instance.value);
      if (typeof instance.toJSON === 'function') {
        this.record(instance.toJSON());
        return;
      }
    }
    this.add(OBJECT);
    this.entries(value as Readonly<Record<string, unknown>>);
    this.add(END);
  }

  private entries(members: Readonly<Record<string, unknown>>): void {
    for (const key of Object.keys(members)) {
      const value = members[key];
      // Typed props have many members without a value, and none of them is written.
      if (value === undefined) continue;
      this.record(key);
      this.record(value);
    }
  }

  private add(item: unknown): void {
    const { recorded, position } = this;
    if (position >= recorded.length) {
      recorded.push(item);
      this.changed = true;
    } else if (!Object.is(recorded[position], item)) {
      recorded[position] = item;
      this.changed = true;
    }
    this.position = position + 1;
  }
}

function isResolvable(value: object): value is { resolve(): unknown } {
  return typeof (value as { resolve?: unknown }).resolve === 'function';
}
