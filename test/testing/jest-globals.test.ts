import { expect as imported, test } from '@jest/globals';
import '../../lib/testing/jest-globals';

const YAML = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\n';

test('the expect of @jest/globals has the matchers, with their types', () => {
  imported(YAML).toBeEquivalentTo(YAML);
  imported(YAML).not.toContainEquivalentOf(YAML.replace('name: c', 'name: d'));
});
