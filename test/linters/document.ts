import { ACCEPTED } from './accepted';

/** The text of docs/production-rules.md. */
export function productionRulesDocument(): string {
  const rows = ACCEPTED.map(
    ({ rules, objects, reason }) =>
      `| ${rules.map((rule) => `\`${rule}\``).join('<br>')} | ${objects?.join('<br>') ?? 'all pods'} | ${reason} |`,
  );
  return [
    '# Linter findings in the production apps',
    '',
    'CI runs Checkov and kube-score on every object of `apps/production/` (`npm run test:linters`). The table has all',
    'findings. The test fails when a linter finds more, or when it no longer finds one of these.',
    'kube-linter and Polaris are not tested: CI cannot install them.',
    '',
    '| Rule | Objects | Why it stays |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
