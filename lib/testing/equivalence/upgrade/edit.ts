import { FieldPath } from '../field-path';
import { type Fields, isFields, type Json } from '../manifest';
import { type Recorder } from '../normalisation';

/** The fields of a manifest under upgrade; every change is noted. */
export class Edit {
  public constructor(
    public readonly object: Fields,
    private readonly reason: string,
    private readonly record: Recorder | undefined,
  ) {}

  /** The value at a place, `undefined` for none. */
  public get(...steps: (string | number)[]): Json | undefined {
    let value: Json | undefined = this.object;
    for (const step of steps) {
      if (Array.isArray(value)) value = value[step as number];
      else value = isFields(value) ? value[step] : undefined;
    }
    return value ?? undefined;
  }

  /** The objects in the list at a place. */
  public list(...steps: (string | number)[]): Fields[] {
    const value = this.get(...steps);
    return Array.isArray(value) ? value.filter(isFields) : [];
  }

  /** Writes a value; objects on the way are made when absent. */
  public set(steps: readonly (string | number)[], value: Json | undefined, reason = this.reason): void {
    let holder: Fields | Json[] = this.object;
    for (const [position, step] of steps.entries()) {
      const old: Json | undefined = Array.isArray(holder) ? holder[step as number] : holder[step];
      if (position === steps.length - 1) {
        this.note(steps, old, value, reason);
        if (Array.isArray(holder)) holder[step as number] = value as Json;
        else if (value === undefined) delete holder[step];
        else holder[step] = value;
      } else if (typeof old === 'object' && old !== null) holder = old;
      else {
        const made: Fields = {};
        if (Array.isArray(holder)) holder[step as number] = made;
        else holder[step] = made;
        holder = made;
      }
    }
  }

  /** Writes a value where there is none. */
  public fill(steps: readonly (string | number)[], value: Json | undefined, reason = this.reason): void {
    if (value !== undefined && this.get(...steps) === undefined) this.set(steps, value, reason);
  }

  /** Takes a field away and gives its value. */
  public take(...steps: (string | number)[]): Json | undefined {
    const value = this.get(...steps);
    if (value !== undefined) this.set(steps, undefined);
    return value;
  }

  /** Gives a field another place. */
  public move(from: readonly (string | number)[], to: readonly (string | number)[]): void {
    const value = this.take(...from);
    if (value !== undefined) this.set(to, value);
  }

  private note(
    steps: readonly (string | number)[],
    from: Json | undefined,
    to: Json | undefined,
    reason: string,
  ): void {
    if (this.record === undefined) return;
    let path = FieldPath.ROOT;
    for (const step of steps) path = typeof step === 'number' ? path.index(step) : path.member(step);
    this.record('upgrade', path, from, to, reason);
  }
}
