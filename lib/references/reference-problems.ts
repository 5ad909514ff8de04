import { type ApiObject } from 'cdk8s';
import { type TreeState } from '../synthesis/tree-state';
import { type IndexedManifest } from './indexed';
import { Lookup } from './lookup';
import { indexed, ManifestIndex } from './manifest-index';
import { checkObjectReferences } from './object-references';
import { checkPodReferences } from './pod-references';
import { podTemplateOf } from './pod-templates';

const known = new WeakMap<TreeState, ReferenceProblems>();

/** The reference problems of all objects of a tree in one of its states. */
export class ReferenceProblems {
  /** The problems in the current state of a tree. */
  public static of(tree: TreeState): ReferenceProblems {
    const version = tree.treeVersion();
    let problems = known.get(tree);
    if (problems?.version !== version) {
      problems = new ReferenceProblems(tree, version);
      known.set(tree, problems);
    }
    return problems;
  }

  private readonly index: ManifestIndex;
  private readonly manifests = new Map<ApiObject, IndexedManifest>();
  private readonly found = new Map<ApiObject, readonly string[]>();

  private constructor(
    tree: TreeState,
    private readonly version: number,
  ) {
    for (const object of tree.allObjects()) {
      const manifest = manifestOf(tree, object);
      if (manifest !== undefined) {
        this.manifests.set(object, manifest);
      }
    }
    this.index = new ManifestIndex([...this.manifests.values()]);
  }

  /** The problems of one object, each with the path of the field. */
  public of(object: ApiObject): readonly string[] {
    let problems = this.found.get(object);
    if (problems === undefined) {
      const manifest = this.manifests.get(object);
      problems = manifest === undefined ? [] : problemsOf(this.index, manifest);
      this.found.set(object, problems);
    }
    return problems;
  }
}

/** Undefined for an object that cannot be written: the rules report it, and it mentions nothing. */
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
