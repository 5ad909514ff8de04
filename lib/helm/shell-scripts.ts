import { isObject } from '../kubernetes/json';

const SHELL = /(?:^|\/)(?:sh|bash|dash|ash|zsh|ksh)$/;

/**
 * JSON pointers of the texts in an object that a shell will run: what follows a shell's `-c`, and files that say so by
 * their name or their first line. A value put in there would be read as code.
 */
export function shellScripts(json: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  visit(json, '', found);
  return found;
}

function visit(value: unknown, pointer: string, found: Set<string>): void {
  if (typeof value === 'string') {
    if (value.startsWith('#!') || pointer.endsWith('.sh')) found.add(pointer);
  } else if (Array.isArray(value)) {
    value.forEach((item, i) => visit(item, `${pointer}/${i}`, found));
  } else if (isObject(value)) {
    commandLine(value, pointer, found);
    for (const [key, item] of Object.entries(value)) {
      visit(item, `${pointer}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`, found);
    }
  }
}

function commandLine(container: object, pointer: string, found: Set<string>): void {
  const words = ['command', 'args'].flatMap((key) => {
    const list: unknown = Reflect.get(container, key);
    return Array.isArray(list) ? (list as unknown[]).map((word, i) => ({ word, at: `${pointer}/${key}/${i}` })) : [];
  });
  const shell = words[0]?.word;
  if (typeof shell !== 'string' || !SHELL.test(shell)) return;
  const flag = words.findIndex(({ word }) => typeof word === 'string' && /^-[a-z]*c[a-z]*$/.test(word));
  if (flag < 0) return;
  // Options may follow `-c` (`bash -c -x script`); the first word that is none is the script, the others its arguments.
  const script = words.slice(flag + 1).find(({ word }) => typeof word !== 'string' || !/^[-+][a-z]+$/.test(word));
  if (script) found.add(script.at);
}
