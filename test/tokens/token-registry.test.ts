import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { plainString } from '../../lib/tokens/plain-value';
import { TokenType } from '../../lib/tokens/token';
import { numbersInUse, TokenRegistry, tokenWithText } from '../../lib/tokens/token-registry';

/** Collects garbage and lets the finalizers run. */
async function collectGarbage(): Promise<void> {
  // A WeakRef keeps its target until the end of the job that made it.
  await nextJob();
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  await nextJob();
}

function nextJob(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 10);
  });
}

function registerMany(registry: TokenRegistry, count: number, type: TokenType): string {
  let last = '';
  for (let i = 0; i < count; i += 1) {
    last = registry.register({ name: 'values.x', type, plain: () => i }).text;
  }
  return last;
}

test('texts do not use up the numbers', () => {
  // GIVEN
  const registry = new TokenRegistry();

  // WHEN
  registerMany(registry, 10, TokenType.STRING);
  const { number } = registry.register({ name: 'values.port', type: TokenType.INT, plain: () => 80 });
  const { number: next } = registry.register({ name: 'values.port', type: TokenType.INT, plain: () => 80 });

  // THEN
  expect((next ?? 0) - (number ?? 0)).toBeLessThan(2e9);
});

test('a registry that nothing refers to releases its tokens', async () => {
  // GIVEN
  const before = numbersInUse().size;
  const released = ((): string => registerMany(new TokenRegistry(), 1000, TokenType.INT))();

  // WHEN
  await collectGarbage();

  // THEN
  expect(tokenWithText(released)).toBeUndefined();
  expect(numbersInUse().size).toBeLessThanOrEqual(before);
  expect(() => plainString(`${released}-db`)).toThrow(/^a value of a HelmValues that no longer exists is used/);
});
