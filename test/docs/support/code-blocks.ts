import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const REPOSITORY = join(__dirname, '../../..');

/** A block of code in a document. */
export interface CodeBlock {
  /** The document and the line of the block, `docs/helm.md:7`. */
  readonly place: string;
  readonly language: string;
  readonly code: string;
}

/** The blocks of code in the README and in docs/, but for what is generated into docs/api. */
export function codeBlocks(...languages: string[]): CodeBlock[] {
  const documents = readdirSync(join(REPOSITORY, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md') && !path.startsWith('api/'))
    .map((path) => `docs/${path}`)
    .sort();
  return ['README.md', ...documents].flatMap((document) => {
    const text = readFileSync(join(REPOSITORY, document), 'utf8');
    return [...text.matchAll(/^```(\w+)[^\n]*\n(.*?)^```/gms)].flatMap(([, language = '', code = ''], index, all) => {
      const line = text.slice(0, (all[index] as RegExpExecArray).index).split('\n').length;
      return languages.includes(language) ? [{ place: `${document}:${line}`, language, code }] : [];
    });
  });
}
