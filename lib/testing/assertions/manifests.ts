import { type App, type Chart } from 'cdk8s';
import { FieldPath } from '../equivalence/field-path';
import { type Manifest, objectName } from '../equivalence/manifest';
import { parse } from '../equivalence/parse';
import { readManifests } from '../equivalence/source';
import { check, type CheckOptions } from '../../verdict/check';
import { type KubernetesProblem } from '../../verdict/kubernetes-problem';
import { explainMismatches } from './explain-mismatches';
import { explainNone } from './explain-none';
import { LISTED, listKinds, listResources } from './list-resources';
import { matchPattern } from './match-pattern';
import { type MatchResult } from './match-result';
import { isNamed, isOfKind } from './kind-and-name';
import { describeSearch, type Search } from './search';

/**
 * The resources that a chart, an app or a YAML text makes, with assertions about them.
 *
 * ```ts
 * const manifests = Manifests.fromChart(chart);
 * manifests.resourceCountIs('Deployment', 1);
 * manifests.hasResource('Deployment', 'web', { spec: { replicas: 3 } });
 * ```
 *
 * Works with any test runner: a failed assertion throws an `Error` that names the closest resource and where it
 * differs.
 *
 * A *kind* is `Deployment`, of any API group, or `apps/v1/Deployment`. A *name* may hold `*` for any characters. A
 * *pattern* is partial (see `Match`) and starts at the root of the manifest.
 */
export class Manifests {
  /**
   * The resources of one chart, without those of charts inside it, in the order of their dependencies.
   *
   * @throws what the validations of the chart's app report, as `cdk8s synth` does
   */
  public static fromChart(chart: Chart): Manifests {
    return new Manifests(readManifests(chart));
  }

  /**
   * The resources of every chart of an app. Nothing is written.
   *
   * @throws what the validations of the app report, as `cdk8s synth` does
   */
  public static fromApp(app: App): Manifests {
    return new Manifests(readManifests(app));
  }

  /**
   * The resources of a YAML or JSON text, read as Kubernetes does (YAML 1.1), lists taken apart.
   *
   * @throws ManifestError with line and column when the text is not manifests
   */
  public static fromYaml(yaml: string): Manifests {
    return new Manifests(parse(yaml));
  }

  /**
   * The resources of a file, or of the `.yaml`, `.yml` and `.json` files of a folder.
   *
   * @throws ManifestError with file, line and column when a file is not manifests
   */
  public static fromFile(path: string): Manifests {
    return new Manifests(readManifests({ file: path }));
  }

  private constructor(private readonly resources: readonly Manifest[]) {}

  /** Every resource. */
  public get all(): readonly Manifest[] {
    return [...this.resources];
  }

  /**
   * What the API server of a Kubernetes version, or of several, has against the resources: its errors and warnings,
   * from its own code, without a cluster. Needs the package `cdk8s-patterns-kubernetes-<version>`.
   *
   * ```ts
   * expect(manifests.problems({ kubernetes: '1.34' })).toEqual([]);
   * ```
   *
   * @throws Error when a version is not supported, or its package is not installed
   */
  public problems(options: CheckOptions): readonly KubernetesProblem[] {
    return check(this.resources, options).problems;
  }

  /** Asserts that there are exactly so many resources of a kind. */
  public resourceCountIs(kind: string, count: number): void {
    const found = this.search({ kind });
    if (found.length !== count) {
      const there = found.length > 0 ? listResources(found) : listKinds(this.resources);
      throw new Error(`expected ${count} of kind ${kind}, got ${found.length}: ${there}`);
    }
  }

  /** Asserts that a resource of a kind, and of a name where one is given, matches a pattern. */
  public hasResource(kind: string, name: string, pattern?: unknown): void;
  public hasResource(kind: string, pattern?: unknown): void;
  public hasResource(kind: string, nameOrPattern?: unknown, pattern?: unknown): void {
    const search = toSearch(kind, nameOrPattern, pattern);
    if (this.match(search).length === 0) throw new Error(explainNone(search, this.resources));
  }

  /** The resources of a kind, and of a name where one is given, that match a pattern; an empty list when none does. */
  public findResources(kind: string, name: string, pattern?: unknown): Manifest[];
  public findResources(kind: string, pattern?: unknown): Manifest[];
  public findResources(kind: string, nameOrPattern?: unknown, pattern?: unknown): Manifest[] {
    return this.match(toSearch(kind, nameOrPattern, pattern));
  }

  /** Asserts that no resource of a kind, and of a name where one is given, matches a pattern. */
  public hasNoResource(kind: string, name: string, pattern?: unknown): void;
  public hasNoResource(kind: string, pattern?: unknown): void;
  public hasNoResource(kind: string, nameOrPattern?: unknown, pattern?: unknown): void {
    const search = toSearch(kind, nameOrPattern, pattern);
    const found = this.match(search);
    if (found.length > 0) {
      throw new Error(`expected no ${describeSearch(search)}, got ${listResources(found)}`);
    }
  }

  /** Asserts that every resource of a kind matches a pattern, and that there is one. */
  public allResources(kind: string, pattern: unknown): void {
    const found = this.search({ kind });
    if (found.length === 0) throw new Error(explainNone({ kind, pattern }, this.resources));

    const results = found.map((resource) => matchPattern(pattern, resource, FieldPath.ROOT, 'partial'));
    const failed = found.flatMap((resource, i) => {
      const mismatches = results[i]?.mismatches ?? [];
      return mismatches.length > 0 ? [{ resource, mismatches }] : [];
    });
    if (failed.length > 0) {
      const shown = failed
        .slice(0, LISTED)
        .flatMap(({ resource, mismatches }) => [objectName(resource), ...explainMismatches(mismatches)]);
      const hidden = failed.length > LISTED ? [`and ${failed.length - LISTED} more`] : [];
      const head = `expected every ${kind} to match the pattern, but ${failed.length} of ${found.length} do not`;
      throw new Error([head, ...shown, ...hidden].join('\n'));
    }
    results.forEach(keepCaptured);
  }

  private match(search: Search): Manifest[] {
    return this.search(search).filter((resource) => {
      if (search.pattern === undefined) return true;
      const result = matchPattern(search.pattern, resource, FieldPath.ROOT, 'partial');
      if (result.mismatches.length > 0) return false;
      keepCaptured(result);
      return true;
    });
  }

  private search({ kind, name }: Search): Manifest[] {
    return this.resources.filter((each) => isOfKind(each, kind) && (name === undefined || isNamed(each, name)));
  }
}

function keepCaptured({ captured }: MatchResult): void {
  captured.forEach(({ record, value }) => record(value));
}

function toSearch(kind: string, nameOrPattern: unknown, pattern: unknown): Search {
  return typeof nameOrPattern === 'string' || nameOrPattern === undefined
    ? { kind, name: nameOrPattern, pattern }
    : { kind, pattern: nameOrPattern };
}
