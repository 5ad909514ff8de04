import { TokenType } from '../../lib/tokens/token';
import { tokenObject } from '../../lib/tokens/token-object';
import { TOKENS } from './support/declare';

test('reading a member of a token object throws an error with its name', () => {
  const resources = tokenObject(
    TOKENS.register({ name: 'values.resources', type: TokenType.JSON, plain: () => ({}) }),
  ) as { limits?: unknown };

  expect(() => resources.limits).toThrow(
    "the content of values.resources is known at deployment only: 'limits' cannot be read from it",
  );
  expect(() => Number(resources)).toThrow(
    'values.resources is known at deployment only and cannot be used as a number at synth time',
  );
  expect(JSON.stringify([resources])).toMatch(/^\["zqv/);
});
