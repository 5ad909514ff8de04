import { equivalent } from '../../../lib/testing/equivalence/equivalent';

describe('renames', () => {
  test('a reference that only one side has is a difference, renamed or not', () => {
    // GIVEN
    const claim = (spec: object) => ({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'data' },
      spec,
    });
    // WHEN
    const { differences } = equivalent(
      claim({ volumeName: 'v', storageClassName: 'fast' }),
      claim({ volumeName: 'v' }),
      { rename: { old: 'new' } },
    );
    // THEN
    expect(differences.map(({ path, missing }) => [path, missing])).toEqual([['spec.storageClassName', 'expected']]);
  });
});
