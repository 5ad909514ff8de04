import { ApiObject } from 'cdk8s';
import { type Construct, type IConstruct } from 'constructs';
import { plainManifest } from '../rules/plain-manifest';
import { Lookup } from './lookup';
import { type IndexedManifest } from './indexed';
import { indexed, ManifestIndex } from './manifest-index';
import { checkObjectReferences } from './object-references';
import { checkPodReferences } from './pod-references';
import { podTemplateOf } from './pod-templates';

/** The index of a tree and the scopes that were checked with it: one that comes again begins a new validation. */
interface Pass {
  readonly index: ManifestIndex;
  readonly done: Set<IConstruct>;
}

const passes = new WeakMap<IConstruct, Pass>();
const scopes = new WeakSet<IConstruct>();
const exempt = new WeakSet<IConstruct>();

/**
 * The check that every name a manifest mentions exists: in the whole tree that the scope belongs to, or among what
 * `ExternalResources` declares.
 *
 * It looks at ConfigMaps and Secrets with their keys, claims, volumes and storage classes, service accounts, roles,
 * priority classes, Services with their ports, Ingress backends, autoscaler targets, selectors that match no pod or
 * those of others, files of a ConfigMap that a command mentions, and hooks that need what is created after them.
 */
export class References {
  /**
   * Checks the manifests below a scope whenever the tree is validated, and with that at every synth.
   *
   * @param scope an app, a chart, or any construct
   */
  static applyTo(scope: Construct): void {
    passes.delete(scope.node.root);
    if (scopes.has(scope)) return;
    scopes.add(scope);
    scope.node.addValidation({ validate: () => problemsBelow(scope, passOf(scope).index) });
  }

  /** Leaves a construct and all below it out of the checks of the scopes above. Others may still mention it. */
  static exempt(scope: IConstruct): void {
    exempt.add(scope);
  }

  /**
   * The problems of the manifests below a scope, each with the object's path and that of the field; none if all names
   * exist.
   *
   * @param scope an app, a chart, or any construct
   */
  static check(scope: IConstruct): string[] {
    return problemsBelow(scope, indexOf(scope.node.root));
  }

  private constructor() {}
}

/** One index serves all scopes of one validation of the tree. */
function passOf(scope: IConstruct): Pass {
  const { root } = scope.node;
  let pass = passes.get(root);
  if (pass === undefined || pass.done.has(scope)) {
    pass = { index: indexOf(root), done: new Set() };
    passes.set(root, pass);
  }
  pass.done.add(scope);
  return pass;
}

function indexOf(root: IConstruct): ManifestIndex {
  return new ManifestIndex(
    root.node.findAll().flatMap((construct) => (ApiObject.isApiObject(construct) ? (manifestOf(construct) ?? []) : [])),
  );
}

/** What cannot be written is reported by the rules, and mentions nothing. */
function manifestOf(object: ApiObject): IndexedManifest | undefined {
  try {
    return indexed(object, plainManifest(object));
  } catch {
    return undefined;
  }
}

function problemsBelow(scope: IConstruct, index: ManifestIndex): string[] {
  const own = new Set(objectsOf(scope));
  return index.manifests
    .filter(({ object }) => own.has(object))
    .flatMap((manifest) => {
      const place = relativePath(scope, manifest.object);
      return problemsOf(index, manifest).map((problem) => (place === '' ? problem : `${place} ${problem}`));
    });
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

function objectsOf(scope: IConstruct): ApiObject[] {
  const objects: ApiObject[] = [];
  const visit = (construct: IConstruct): void => {
    if (exempt.has(construct) || (construct !== scope && scopes.has(construct))) return;
    if (ApiObject.isApiObject(construct)) objects.push(construct);
    construct.node.children.forEach(visit);
  };
  visit(scope);
  return objects;
}

function relativePath(scope: IConstruct, object: IConstruct): string {
  const { path } = object.node;
  return scope.node.path === '' ? path : path.slice(scope.node.path.length + 1);
}
