import { type Manifest } from '../../testing/equivalence/manifest';
import { type Expression, list, literal, object, optionalObject } from '../model/expression';
import { type AppFile, type Proposal, type Recogniser } from '../model/proposal';
import { fields, flag, text } from '../model/values';
import { metadataProps } from './metadata';

/** Longest text that stands in the code; what is longer, or has a line break, becomes a file. */
const LONGEST_LITERAL = 100;

/** ConfigFiles. */
export const configFiles: Recogniser = {
  kinds: ['ConfigMap'],
  propose: (manifest) => {
    const entries = contentOf(manifest, ['data'], ['binaryData']);
    if (entries === undefined) return [];
    const inCode = entries.filter(({ content }) => typeof content === 'string' && isShort(content));
    const files = fileSources(
      entries.filter((entry) => !inCode.includes(entry)),
      `files/${folderOf(manifest)}`,
      { isSecret: false, isWhole: true },
    );
    const literals = optionalObject(
      Object.fromEntries(inCode.map(({ key, content }) => [key, literal(String(content))])),
    );
    const props = object({
      ...metadataProps(manifest),
      ...files.props,
      literals,
      immutable: flag(manifest.immutable as never),
    });
    return [{ construct: 'ConfigFiles', props, covers: [manifest], files: files.files }];
  },
};

/** SecretFiles or TlsSecret. No value of a Secret is written into code. */
export const secretFiles: Recogniser = {
  kinds: ['Secret'],
  propose: (manifest) => {
    const entries = contentOf(manifest, ['stringData'], ['data']);
    if (entries === undefined) return [];
    const proposals: Proposal[] = [];
    const { files, props } = fileSources(entries, `secrets/${folderOf(manifest)}`, { isSecret: true, isWhole: true });
    const metadata = { ...metadataProps(manifest), immutable: flag(manifest.immutable as never) };
    const path = (key: string): Expression | undefined => {
      const found = files[entries.findIndex((entry) => entry.key === key)];
      return found && { kind: 'file', path: found.path };
    };
    if (manifest.type === 'kubernetes.io/tls' && entries.length === 2) {
      const pair = { certFile: path('tls.crt'), keyFile: path('tls.key') };
      if (pair.certFile && pair.keyFile) {
        proposals.push({ construct: 'TlsSecret', props: object({ ...metadata, ...pair }), covers: [manifest], files });
      }
    }
    const type = manifest.type === 'Opaque' ? undefined : text(manifest.type as never);
    proposals.push({
      construct: 'SecretFiles',
      props: object({ ...metadata, type, ...props }),
      covers: [manifest],
      files,
    });
    return proposals;
  },
};

interface Entry {
  readonly key: string;
  readonly content: string | Buffer;
}

/** The entries of a ConfigMap or Secret, or nothing where one is not what the API takes. */
function contentOf(manifest: Manifest, plain: string[], encoded: string[]): Entry[] | undefined {
  const entries = new Map<string, Entry>();
  for (const field of encoded) {
    for (const [key, value] of Object.entries(fields(manifest[field] as never))) {
      if (typeof value !== 'string') return undefined;
      entries.set(key, { key, content: Buffer.from(value, 'base64') });
    }
  }
  for (const field of plain) {
    for (const [key, value] of Object.entries(fields(manifest[field] as never))) {
      if (typeof value !== 'string') return undefined;
      entries.set(key, { key, content: value });
    }
  }
  return [...entries.values()];
}

/** Entries as files: the whole folder where every entry is in it, else one by one. */
function fileSources(
  entries: readonly Entry[],
  folder: string,
  { isSecret, isWhole }: { readonly isSecret: boolean; readonly isWhole: boolean },
): { props: { folders?: Expression; files?: Expression }; files: AppFile[] } {
  const files = entries.map(({ key, content }): AppFile => ({ path: `${folder}/${key}`, content, isSecret }));
  if (isWhole && files.length > 1) return { props: { folders: list([{ kind: 'file', path: folder }]) }, files };
  return { props: { files: list(files.map(({ path }) => ({ kind: 'file', path }))) }, files };
}

function folderOf({ metadata }: Manifest): string {
  return [metadata?.namespace, metadata?.name ?? 'unnamed'].filter((part) => part !== undefined).join('.');
}

function isShort(content: string): boolean {
  return content.length <= LONGEST_LITERAL && !content.includes('\n');
}
