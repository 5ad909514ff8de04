import { EXCEPTIONS } from './exceptions';
import { RESTRICTED } from './pod-security-restricted';
import { type Rule, RULES } from './rules';

/** The document that says what the production apps are held to. */
export function productionRulesDocument(): string {
  return `${[
    '# What the production apps are held to',
    'Every object that `apps/production/` synthesizes, in the tests of `test/apps/production-rules/`: each rule is checked there by a predicate of our own, after what the tool documents, and each predicate by manifests that it must catch. `npm run test:linters` runs Checkov and kube-score themselves over the same objects, where Python and Go can be had: they find what is excepted below, and three things that kube-score has wrong (`test/linters/mistaken.ts`). kube-linter and Polaris did not run. The rules are those that say something about what these apps are made of, not all that the tools have.',
    '## Pod Security Standard',
    `Each pod keeps every control of the level [restricted](https://kubernetes.io/docs/concepts/security/pod-security-standards/), without exception: ${RESTRICTED.map(({ name }) => name).join(', ')}.`,
    '## Rules',
    ['| Rule | Asks for | Exceptions |', '| --- | --- | --- |', ...RULES.map(ruleRow)].join('\n'),
    '## Exceptions',
    EXCEPTIONS.map(({ reason, at }, index) => `${index + 1}. ${at?.join(', ') ?? 'All'}: ${reason}.`).join('\n'),
  ].join('\n\n')}\n`;
}

function ruleRow({ id, asks, checkName }: Rule): string {
  const numbers = EXCEPTIONS.flatMap(({ checks }, index) => (checks.includes(checkName) ? [index + 1] : []));
  const [tool, name] = id.split(' ');
  return `| ${tool} \`${name}\` | ${asks} | ${numbers.join(', ')} |`;
}
