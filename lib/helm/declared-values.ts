import { nestedValues, pathsClash, type ValuePath, valuePath } from './value-path';
import { problemsOf, specProblems, type ValueSpec } from './value-spec';
import { type JsonObject } from '../kubernetes/json';

/** A value that the deployer can set. */
export interface DeclaredValue {
  /** The path in values.yaml, `['image', 'tag']`. */
  readonly path: ValuePath;
  readonly spec: ValueSpec;
  /** Undefined when the deployer must set it. */
  readonly default: unknown;
  /** Value used in checks when there is no default. */
  readonly example: unknown;
  readonly description: string | undefined;
}

/** The values of a chart in the order of their declaration. */
export class DeclaredValues {
  private readonly declared: DeclaredValue[] = [];

  /**
   * Declares a value.
   *
   * @throws Error when the key is no path or taken, or the value breaks its own rules
   */
  public add(key: string, value: Omit<DeclaredValue, 'path'>): DeclaredValue {
    const path = valuePath(key);
    const name = `values.${key}`;
    const taken = this.declared.find((other) => pathsClash(path, other.path));
    if (taken) throw new Error(`${name} is declared already, by values.${taken.path.join('.')}`);
    const problems = specProblems(value.spec).map((p) => `${name} ${p}`);
    if (value.default !== undefined && problems.length === 0) {
      problems.push(...problemsOf(value.spec, value.default).map((p) => `the default of ${name} ${p}`));
    }
    if (problems.length > 0) throw new Error(problems.join('; '));
    const declared = { path, ...value };
    this.declared.push(declared);
    return declared;
  }

  /** The declared values, in order. */
  public get all(): readonly DeclaredValue[] {
    return this.declared;
  }

  /** The defaults, nested as in values.yaml. Values that the deployer must set are absent. */
  public get defaults(): JsonObject {
    return nestedValues(this.declared.filter((d) => d.default !== undefined).map((d) => [d.path, d.default]));
  }

  /** An example of every value that the deployer must set. */
  public get examples(): JsonObject {
    return nestedValues(this.declared.filter((d) => d.default === undefined).map((d) => [d.path, d.example]));
  }
}
