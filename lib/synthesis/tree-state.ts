import { ApiObject, App } from 'cdk8s';
import { type Construct, type IConstruct } from 'constructs';
import { plainValue } from '../tokens/plain-value';
import { BulkResolver } from './bulk-resolver';
import { ObjectState } from './object-state';
import { isSorted, serializeObject } from './serialize-object';
import { Synthesis } from './synthesis';

/** What is known of an API object, and of which version of it. */
interface ObjectRecord {
  readonly state: ObjectState;
  /** The pass in which the version was last confirmed. */
  pass: number;
  /** As `toJson()` returns it, and with the current values of tokens. */
  manifest?: {
    readonly version: number;
    readonly isSorted: boolean;
    readonly json: unknown;
    readonly plain: unknown;
  };
  problems?: { readonly version: number; readonly list: readonly string[] };
}

/** A check, when it was asked, and what it found. */
interface Check {
  readonly find: () => readonly string[];
  /** The validation of the tree in which it was last asked. */
  askedIn: number;
  foundIn: number;
  found: readonly string[];
}

const trees = new WeakMap<IConstruct, TreeState>();

/**
 * Recognizes the states of a construct tree, so that checks run once for each of them, however often cdk8s asks.
 *
 * cdk8s validates the tree in passes: stock `App.synth()` makes one pass for each chart, `Testing.synth()` one for each
 * call. A pass starts at the root, where this class has a validation of its own, and asks each construct once. Within
 * a pass an object is compared with its recorded state once. Within `App.synth()` nothing but rendering happens between
 * passes, so that further passes only look whether constructs were added or removed, as those of `FleetApp` do.
 *
 * A check that is asked outside of a pass, by `construct.node.validate()`, compares again.
 */
export class TreeState {
  /** The state of the tree that a construct belongs to. */
  public static of(construct: IConstruct): TreeState {
    const { root } = construct.node;
    let tree = trees.get(root);
    if (tree === undefined) {
      tree = new TreeState(root);
      trees.set(root, tree);
      tree.attach(root);
    }
    return tree;
  }

  /** Increases when constructs are added or removed, and when `touch` is called. */
  private structure = 0;
  private version = 0;
  private versionPass = -1;
  private lastVersions: number[] = [];
  private constructs: IConstruct[] = [];
  private objects: ApiObject[] = [];
  private readonly records = new Map<ApiObject, ObjectRecord>();
  private pass = 0;
  private isInPass = false;
  /** Counts the validations of the tree. */
  private validation = 0;
  private checks = 0;
  private unasked = 0;
  private synths = 0;

  private constructor(private readonly root: IConstruct) {}

  /**
   * Adds a validation to a construct. Its result is used again until something in the tree may have changed.
   *
   * @param find reports problems of the tree; what it asks of this class is up to date while it runs.
   */
  public addCheck(construct: Construct, find: () => readonly string[]): void {
    const check: Check = { find, askedIn: -1, foundIn: -1, found: [] };
    this.checks += 1;
    this.isInPass = false;
    construct.node.addValidation({ validate: () => this.run(check) });
  }

  /** Says that something outside of the tree has changed on which checks of the tree depend. */
  public touch(): void {
    this.structure += 1;
    this.pass += 1;
  }

  /** Runs a synthesis, in which only added and removed constructs count as changes of the tree after the first pass. */
  public duringSynth<T>(synth: () => T): T {
    this.synths += 1;
    this.isInPass = false;
    if (this.synths === 1) {
      this.pass += 1;
    }
    try {
      return synth();
    } finally {
      this.synths -= 1;
      this.isInPass = false;
      this.pass += 1;
    }
  }

  /** All API objects of the tree, parents first. */
  public allObjects(): readonly ApiObject[] {
    return this.objects;
  }

  /** The number of the state that the structure of the tree is in. */
  public structureVersion(): number {
    return this.structure;
  }

  /** The number of the state that the tree and all of its objects are in. */
  public treeVersion(): number {
    if (this.versionPass !== this.pass) {
      const versions = [this.structure, ...this.objects.map((object) => this.versionOf(object))];
      if (versions.length !== this.lastVersions.length || versions.some((each, i) => each !== this.lastVersions[i])) {
        this.version += 1;
        this.lastVersions = versions;
      }
      this.versionPass = this.pass;
    }
    return this.version;
  }

  /** The number of the state that an object is in. */
  public versionOf(object: ApiObject): number {
    return this.recordOf(object).state.version;
  }

  /** The number of the state that an object is in, if a check has asked for it since the pass began. */
  public confirmedVersionOf(object: ApiObject): number | undefined {
    const record = this.records.get(object);
    return record?.pass === this.pass ? record.state.version : undefined;
  }

  /**
   * An object as it will be written, with the defaults of the values that a Helm chart leaves open.
   *
   * @throws what writing it throws
   */
  public manifestOf(object: ApiObject): unknown {
    const record = this.recordOf(object);
    const { version } = record.state;
    if (record.manifest?.version !== version) {
      const json = serializeObject(object);
      record.manifest = { version, isSorted: isSorted(), json, plain: plainValue(json) };
    }
    return record.manifest.plain;
  }

  /** What `toJson()` of an object returns. */
  public serialize(object: ApiObject): unknown {
    return this.confirmedVersionOf(object) === undefined ? (object.toJson() as unknown) : serializeObject(object);
  }

  /**
   * What `toJson()` of an object returns, for a caller that does not change it: the manifest that the checks have read,
   * if the object is still what it was then.
   */
  public writtenManifestOf(object: ApiObject): unknown {
    const record = this.records.get(object);
    if (record?.pass === this.pass && record.manifest !== undefined) {
      record.state.refresh();
      const { version, json } = record.manifest;
      if (version === record.state.version && record.manifest.isSorted === isSorted()) return json;
    }
    return this.serialize(object);
  }

  /** The problems of an object, found by a check that looks at nothing else. */
  public problemsOf(object: ApiObject, check: (object: ApiObject) => readonly string[]): readonly string[] {
    const record = this.recordOf(object);
    const { version } = record.state;
    if (record.problems?.version !== version) {
      record.problems = { version, list: check(object) };
    }
    return record.problems.list;
  }

  /** Makes sure that what this class tells next is up to date. */
  public refresh(): void {
    this.isInPass = false;
    this.begin();
  }

  private run(check: Check): string[] {
    if (this.isInPass && check.askedIn !== this.validation) {
      this.unasked -= 1;
      this.isInPass = this.unasked > 0;
    } else {
      this.refresh();
    }
    check.askedIn = this.validation;
    if (check.foundIn !== this.pass) {
      const { pass } = this;
      check.found = check.find();
      check.foundIn = pass;
    }
    return [...check.found];
  }

  private begin(): void {
    const isChanged = this.survey();
    if (isChanged || this.synths === 0) {
      this.pass += 1;
    }
  }

  /** Lists the constructs of the tree, and returns whether they are others than before. */
  private survey(): boolean {
    const { constructs } = this;
    let position = 0;
    let isSame = true;
    const visit = (construct: IConstruct): void => {
      if (constructs[position] !== construct) {
        constructs[position] = construct;
        isSame = false;
      }
      position += 1;
      construct.node.children.forEach(visit);
    };
    visit(this.root);
    if (isSame && constructs.length === position) {
      return false;
    }
    constructs.length = position;
    this.objects = constructs.filter((construct) => ApiObject.isApiObject(construct));
    if (this.records.size > this.objects.length) {
      const present = new Set(this.objects);
      for (const object of this.records.keys()) if (!present.has(object)) this.records.delete(object);
    }
    this.structure += 1;
    return true;
  }

  /** Puts the start of a pass before all other validations, and notices when stock synthesis starts and ends. */
  private attach(root: IConstruct): void {
    root.node.addValidation({
      validate: () => {
        this.begin();
        this.validation += 1;
        this.unasked = this.checks;
        this.isInPass = this.unasked > 0;
        return [];
      },
    });
    for (const method of ['synth', 'synthYaml'] as const) {
      // A class with a synth() of its own may change the tree while it runs, so each of its passes compares.
      if (root instanceof App && root[method] === App.prototype[method]) {
        Object.defineProperty(root, method, {
          configurable: true,
          writable: true,
          value: () =>
            this.duringSynth(() =>
              BulkResolver.during(root, () =>
                Synthesis.duringStock(
                  root,
                  (object) => this.serialize(object),
                  () => App.prototype[method].call(root),
                ),
              ),
            ),
        });
      }
    }
  }

  private recordOf(object: ApiObject): ObjectRecord {
    let record = this.records.get(object);
    if (record === undefined) {
      record = { state: new ObjectState(object), pass: -1 };
      this.records.set(object, record);
    }
    if (record.pass !== this.pass) {
      record.state.refresh();
      record.pass = this.pass;
    }
    return record;
  }
}
