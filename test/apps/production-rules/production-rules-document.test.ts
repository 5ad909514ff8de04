import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { productionRulesDocument } from './production-rules-document';

// `node -r ts-node/register/transpile-only test/apps/production-rules/print.ts > docs/production-rules.md` renews it.
test('docs/production-rules.md says what the table says', () => {
  expect(readFileSync(join(__dirname, '../../../docs/production-rules.md'), 'utf8')).toBe(productionRulesDocument());
});
