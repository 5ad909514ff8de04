import { type Manifest, objectName } from './manifest';
import { locatePath } from './locate-difference';
import { ManifestError, type Position } from './manifest-error';
import { type Normalisation } from './normalisation';
import { identityOf, normalizeManifest, type NormalizeOptions } from './normalize';
import { positionOf } from './origin';
import { type ManifestSource, readDocuments } from './source';
import { TextDocument } from './text-document';

/** Raised when the text of a document names another object than a look at it said. */
export const MISREAD = new Error('a document names another object than it seemed to');

/** An object of a side, known by what names it. A text is read only when the object is compared, and not kept. */
export class Entry {
  private constructor(
    /** Group, kind, namespace and name. */
    public readonly key: string,
    public readonly kind: string,
    public readonly name: string | undefined,
    private readonly options: NormalizeOptions,
    private readonly held: Manifest | undefined,
    private readonly document: TextDocument | undefined,
  ) {}

  public static of(manifest: Manifest, options: NormalizeOptions): Entry {
    const { kind, metadata } = manifest;
    return new Entry(identityOf(manifest, options), kind, metadata?.name, options, manifest, undefined);
  }

  /** The object of a document, if a look at its text tells its name. */
  public static skim(document: TextDocument, options: NormalizeOptions): Entry | undefined {
    const found = document._skim();
    if (found === undefined) return undefined;
    const { apiVersion, kind, name, namespace } = found;
    const key = identityOf({ apiVersion, kind, metadata: { name, namespace } }, options);
    return new Entry(key, kind, name, options, undefined, document);
  }

  /** As in `Deployment default/web`. */
  public get object(): string {
    const [, kind = '', namespace, name] = this.key.split('/');
    return namespace === '' ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
  }

  /** As it is written. */
  public read(): Manifest {
    if (this.held !== undefined) return this.held;
    const [manifest, ...more] = this.document?.manifests() ?? [];
    if (manifest === undefined || more.length > 0 || identityOf(manifest, this.options) !== this.key) throw MISREAD;
    return manifest;
  }

  /** In canonical form. */
  public normalized(written = this.read()): Manifest {
    return normalizeManifest(written, this.options);
  }

  /** Whether both are documents of the same text. */
  public isSameText(other: Entry): boolean {
    return (
      this.document !== undefined && other.document !== undefined && this.document.source === other.document.source
    );
  }

  /** The key under another name. */
  public keyAs(name: string): string {
    return this.name === undefined ? this.key : this.key.slice(0, -this.name.length) + name;
  }
}

/** One of the two sources of a comparison. */
export class Side {
  public readonly entries: readonly Entry[];
  private noted?: readonly Normalisation[];
  private byObject?: ReadonlyMap<string, Entry>;

  /**
   * @param skim whether to name objects by a look at their text
   * @throws ManifestError where the source is not manifests, or names an object twice
   */
  public constructor(
    source: ManifestSource,
    private readonly options: NormalizeOptions,
    skim: boolean,
    problems: ManifestError[],
  ) {
    this.entries = readDocuments(source).flatMap((given) => {
      if (!(given instanceof TextDocument)) return [Entry.of(given, options)];
      const entry = skim ? Entry.skim(given, options) : undefined;
      if (entry !== undefined) return [entry];
      try {
        return given.manifests().map((manifest) => Entry.of(manifest, options));
      } catch (error) {
        if (!(error instanceof ManifestError)) throw error;
        problems.push(error);
        return [];
      }
    });
    this.rejectRepeats(problems);
  }

  /** What was changed before comparing. The list is made on demand, because most callers do not need it. */
  public get normalisations(): readonly Normalisation[] {
    if (this.noted === undefined) {
      const notes: Normalisation[] = [];
      for (const entry of this.entries) normalizeManifest(entry.read(), { ...this.options, keepOrder: false }, notes);
      this.noted = notes;
    }
    return this.noted;
  }

  /** Where a field of an object stands, if the side has the object and it was read from a text. */
  public locate(object: string, path: string): Position | undefined {
    this.byObject ??= new Map(this.entries.map((entry) => [entry.object, entry]));
    const entry = this.byObject.get(object);
    if (entry === undefined) return undefined;
    const position = locatePath(entry.read(), path);
    return position.line === undefined ? undefined : position;
  }

  private rejectRepeats(problems: ManifestError[]): void {
    const seen = new Set<string>();
    for (const entry of this.entries) {
      if (entry.name !== undefined && seen.has(entry.key)) {
        const written = entry.read();
        const problem = `${objectName(entry.normalized(written))} is written twice`;
        problems.push(new ManifestError(problem, positionOf(written, [])));
      }
      seen.add(entry.key);
    }
  }
}
