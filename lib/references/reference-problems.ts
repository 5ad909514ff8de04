import { type ApiObject } from 'cdk8s';
import { type TreeState } from '../synthesis/tree-state';
import { type IndexedManifest } from './indexed';
import { Lookup } from './lookup';
import { indexed, ManifestIndex } from './manifest-index';
import { checkObjectReferences } from './object-references';
import { checkPodReferences } from './pod-references';
import { podTemplateOf } from './pod-templates';
import { visiblePart } from './visible-part';

const known = new WeakMap<TreeState, ReferenceProblems>();

/** The reference problems of all objects of a tree in one of its states. */
export class ReferenceProblems {
  /** The problems in the current state of a tree. */
  public static of(tree: TreeState): ReferenceProblems {
    const version = tree.treeVersion();
    const before = known.get(tree);
    if (before?.version === version) {
      return before;
    }
    if (before !== undefined && before.update(version)) {
      return before;
    }
    const problems = new ReferenceProblems(tree, version);
    known.set(tree, problems);
    return problems;
  }

  private readonly index: ManifestIndex;
  private readonly isComplete: boolean;
  private readonly structure: number;
  private readonly manifests = new Map<ApiObject, IndexedManifest | undefined>();
  private readonly versions = new Map<ApiObject, number>();
  private readonly found = new Map<ApiObject, readonly string[]>();

  private constructor(
    private readonly tree: TreeState,
    private version: number,
  ) {
    this.structure = tree.structureVersion();
    this.isComplete = tree.allObjects().every((object) => canBeWritten(tree, object));
    for (const object of tree.allObjects()) {
      this.manifests.set(object, manifestOf(tree, object));
      this.versions.set(object, tree.versionOf(object));
    }
    const manifests = [...this.manifests.values()];
    this.index = new ManifestIndex(manifests.filter((manifest) => manifest !== undefined));
  }

  /**
   * Takes over changes that concern nothing but the changed objects' own references.
   *
   * @returns false if checks of other objects may have another result now
   */
  private update(version: number): boolean {
    const { tree } = this;
    if (tree.structureVersion() !== this.structure) {
      return false;
    }
    const changed = tree.allObjects().filter((object) => tree.versionOf(object) !== this.versions.get(object));
    const updates = changed.map((object) => [this.manifests.get(object), manifestOf(tree, object)] as const);
    if (!updates.every(([before, after]) => before && after && visiblePart(before) === visiblePart(after))) {
      return false;
    }
    updates.forEach(([before, after]) => (before!.json = after!.json));
    for (const object of changed) {
      this.versions.set(object, tree.versionOf(object));
      this.found.delete(object);
    }
    this.version = version;
    return true;
  }

  /**
   * Returns the problems of one object, each with the path of the field. Returns none while an object of the tree cannot
   * be written, because the names that it defines would be reported as missing.
   */
  public of(object: ApiObject): readonly string[] {
    if (!this.isComplete) return [];
    let problems = this.found.get(object);
    if (problems === undefined) {
      const manifest = this.manifests.get(object);
      problems = manifest === undefined ? [] : problemsOf(this.index, manifest);
      this.found.set(object, problems);
    }
    return problems;
  }
}

function canBeWritten(tree: TreeState, object: ApiObject): boolean {
  try {
    tree.manifestOf(object);
    return true;
  } catch {
    return false;
  }
}

/** Undefined for an object that cannot be written, which the rules report. */
function manifestOf(tree: TreeState, object: ApiObject): IndexedManifest | undefined {
  try {
    return indexed(object, tree.manifestOf(object));
  } catch {
    return undefined;
  }
}

function problemsOf(index: ManifestIndex, manifest: IndexedManifest): string[] {
  const lookup = new Lookup(index, manifest);
  const template = podTemplateOf(lookup.root);
  if (template !== undefined) checkPodReferences(lookup, template);
  checkObjectReferences(lookup);
  if (index.first(manifest) !== manifest) {
    lookup.root
      .at('metadata')
      .at('name')
      .report(`must be unique in its chart, got ${manifest.kind} "${manifest.name}" twice`);
  }
  return [...new Set(lookup.problems)];
}
