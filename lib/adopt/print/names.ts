/** `redis-master` as `redisMaster`. */
export function camelCase(name: string): string {
  const [first = '', ...others] = wordsOf(name);
  const joined = first + others.map(capitalized).join('');
  return /^[a-z]/i.test(joined) ? joined : `_${joined}`;
}

/** `redis-master` as `RedisMaster`. */
export function pascalCase(name: string): string {
  const joined = wordsOf(name).map(capitalized).join('');
  return /^[a-z]/i.test(joined) ? joined : `App${joined}`;
}

function wordsOf(name: string): string[] {
  return name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
