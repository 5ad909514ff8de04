import { equivalent, type HtmlReportInput, type ManifestSource, renderHtmlReport } from '../../lib/testing';

/** What a hostile manifest would like to put into the page. */
export const HOSTILE = `</style></pre><script>document.title='owned'</script><img src="http://127.0.0.1:9/x.png" onerror="document.title='owned'">"'\``;

const CONFIG = (mode: string, more = '') =>
  [
    'color=blue',
    `mode=${mode}`,
    'retries=3',
    `url=https://example.com/${'a-very-long-path/'.repeat(12)}?q=1`,
    more,
  ].join('\n');

const manifests = (image: string, replicas: number, config: string): ManifestSource[] => [
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'profile-sync', namespace: 'production', labels: { 'app.kubernetes.io/name': 'profile-sync' } },
    spec: {
      replicas,
      selector: { matchLabels: { app: 'ps' } },
      template: {
        metadata: { labels: { app: 'ps' } },
        spec: {
          containers: [{ name: 'ps', image, args: ['--verbose', '--port=8080'], env: [{ name: 'X', value: config }] }],
        },
      },
    },
  },
  { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'ps-config' }, data: { 'app.properties': config } },
  { apiVersion: 'v1', kind: 'Service', metadata: { name: 'ps' }, spec: { ports: [{ port: 80 }] } },
];

function sample(actual: ManifestSource[], expected: ManifestSource[], options?: HtmlReportInput['options']): string {
  const verdict = equivalent(actual, expected, options);
  return renderHtmlReport({
    verdict,
    actual: { label: 'dist/', source: actual },
    expected: { label: `rendered/${'before-'.repeat(12)}migration.yaml`, source: expected },
    options,
  });
}

/** The pages that are looked at, by name. */
export const SAMPLES: Readonly<Record<string, string>> = {
  different: sample(
    [
      ...manifests(`registry.example.com/${'team/'.repeat(10)}ps:1.25.3`, 2, CONFIG('production')),
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'only-here' }, stringData: { password: 'x' } },
    ],
    manifests(`registry.example.com/${'team/'.repeat(10)}ps:1.26.0`, 3, CONFIG('staging', 'last=line')),
    {
      deviations: [
        { object: 'Deployment/profile-sync', path: 'spec.replicas', reason: 'the autoscaler sets it' },
        { path: 'spec.paused', reason: 'it was paused once' },
      ],
    },
  ),
  equivalent: sample(manifests('ps:1', 1, CONFIG('a')), manifests('ps:1', 1, CONFIG('a'))),
  hostile: sample(
    [
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: HOSTILE, labels: { [HOSTILE]: HOSTILE } },
        data: { [HOSTILE]: `${HOSTILE}\n1` },
      },
    ],
    [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: HOSTILE }, data: { [HOSTILE]: `${HOSTILE}\n2` } }],
    { deviations: [{ path: HOSTILE, reason: HOSTILE }] },
  ),
};
