import { manifestProblems } from '../../lib/rules/manifest-problems';

const INDEXED = {
  completionMode: 'Indexed',
  completions: 10,
  backoffLimitPerIndex: 1,
  maxFailedIndexes: 10,
  successPolicy: { rules: [{ succeededIndexes: '0,2-4,9', succeededCount: 5 }, { succeededCount: 10 }] },
  podReplacementPolicy: 'Failed',
  podFailurePolicy: {
    rules: [{ action: 'FailIndex', onExitCodes: { containerName: 'main', operator: 'In', values: [1] } }],
  },
  managedBy: 'example.com/queue',
};

function problems(spec: object, restartPolicy = 'Never'): string[] {
  return manifestProblems({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'job' },
    spec: {
      ...INDEXED,
      ...spec,
      template: { spec: { restartPolicy, containers: [{ name: 'main', image: 'main:1' }] } },
    },
  });
}

test.each<[string, object]>([
  ['every field', {}],
  ['one index', { successPolicy: { rules: [{ succeededIndexes: '0' }] } }],
  ['an empty list of indexes', { successPolicy: { rules: [{ succeededIndexes: '', succeededCount: 0 }] } }],
  ['no retries', { backoffLimitPerIndex: 0, maxFailedIndexes: 0 }],
  [
    'a replacement at once without a failure policy',
    { podReplacementPolicy: 'TerminatingOrFailed', podFailurePolicy: null },
  ],
])('accepts %s', (_, spec) => {
  expect(problems(spec)).toEqual([]);
});

test('accepts retries of each index in the same pod', () => {
  expect(problems({ podFailurePolicy: null }, 'OnFailure')).toEqual([]);
});

test.each<[string, object, string[]]>([
  [
    'fields of indexes without an index',
    { completionMode: 'NonIndexed' },
    [
      'spec.backoffLimitPerIndex: must be absent unless completionMode is Indexed',
      'spec.successPolicy: must be absent unless completionMode is Indexed',
    ],
  ],
  [
    'a limit of failed indexes without retries of each',
    { backoffLimitPerIndex: null },
    [
      'spec.maxFailedIndexes: must be absent without backoffLimitPerIndex',
      'spec.podFailurePolicy.rules[0].action: must not be FailIndex without backoffLimitPerIndex',
    ],
  ],
  [
    'too many failed indexes',
    { maxFailedIndexes: 11 },
    ['spec.maxFailedIndexes: must be at most completions 10, got 11'],
  ],
  ['no rules', { successPolicy: { rules: [] } }, ['spec.successPolicy.rules: must have 1 to 20 rules, got 0']],
  [
    'an empty rule',
    { successPolicy: { rules: [{}] } },
    ['spec.successPolicy.rules[0]: must have succeededCount or succeededIndexes, got none'],
  ],
  [
    'more successes than pods',
    { successPolicy: { rules: [{ succeededCount: 11 }] } },
    ['spec.successPolicy.rules[0].succeededCount: must be at most completions 10, got 11'],
  ],
  [
    'more successes than indexes',
    { successPolicy: { rules: [{ succeededIndexes: '0-2', succeededCount: 4 }] } },
    ['spec.successPolicy.rules[0].succeededCount: must be at most the 3 succeededIndexes, got 4'],
  ],
  [
    'an index that does not exist',
    { successPolicy: { rules: [{ succeededIndexes: '9-10' }] } },
    ['spec.successPolicy.rules[0].succeededIndexes: must be below completions 10, got 10'],
  ],
  ...['1,0', '2-2', '3-1', 'a', '1,,2'].map((indexes): [string, object, string[]] => [
    `the indexes "${indexes}"`,
    { successPolicy: { rules: [{ succeededIndexes: indexes }] } },
    [
      `spec.successPolicy.rules[0].succeededIndexes: must be rising indexes and ranges such as "0,2-4", got "${indexes}"`,
    ],
  ]),
  [
    'a replacement at once beside a failure policy',
    { podReplacementPolicy: 'TerminatingOrFailed' },
    ['spec.podReplacementPolicy: must be Failed beside podFailurePolicy, got "TerminatingOrFailed"'],
  ],
  [
    'a controller without a name',
    { managedBy: '' },
    ['spec.managedBy: must be a name with a domain of at most 63 characters, such as example.com/queue, got ""'],
  ],
  [
    'a controller without a domain',
    { managedBy: 'queue' },
    ['spec.managedBy: must be a name with a domain of at most 63 characters, such as example.com/queue, got "queue"'],
  ],
])('refuses %s', (_, spec, expected) => {
  expect(problems(spec)).toEqual(expected);
});
