/**
 * The layers of lib/, lowest first. A file may import from its own folder and from lower layers. Folders of one layer do
 * not import from each other.
 */
const LAYERS = [
  ['tokens'],
  ['kubernetes'],
  ['rules'],
  ['pod', 'config', 'network', 'references'],
  ['posture'],
  ['workloads'],
  ['lifecycle'],
  ['stateful'],
  ['fleet'],
  ['helm'],
];

/** The folders for manifests of any origin, lowest first. They import from each other and from kubernetes only. */
const TOOL_LAYERS = ['testing', 'verdict', 'upgrade', 'adopt', 'bin'];

/** adopt writes apps with the constructs, and runs them. */
const ADOPT_EXCEPTIONS = ['^lib/index\\.ts$', '^lib/posture\\.ts$', '^lib/bin/package-version\\.ts$'];

/** Matches a folder of lib/ or the file of that name. */
function room(...names) {
  return `^lib/(${names.join('|')})(/|\\.ts$)`;
}

const layerRules = LAYERS.flatMap((layer, i) =>
  layer.map((name) => ({
    name: `${name}-imports-lower-layers-only`,
    severity: 'error',
    comment: `lib/${name} must not import from its own layer or a higher one`,
    from: { path: room(name) },
    to: {
      path: room(
        ...LAYERS.slice(i)
          .flat()
          .filter((other) => other !== name),
        'bin',
        'index',
        'testing',
      ),
    },
  })),
);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: 'no-circles',
      severity: 'error',
      comment: 'two files must not import from each other, directly or through others',
      from: {},
      to: { circular: true },
    },
    ...TOOL_LAYERS.map((name, i) => ({
      name: `${name}-imports-no-constructs`,
      severity: 'error',
      comment: 'the tools look at manifests that any program wrote: they know Kubernetes, not the constructs',
      from: { path: room(name) },
      to: {
        path: '^lib/',
        pathNot: [room('kubernetes', ...TOOL_LAYERS.slice(0, i + 1)), ...(name === 'adopt' ? ADOPT_EXCEPTIONS : [])],
      },
    })),
  ],
  options: { tsPreCompilationDeps: true, doNotFollow: { path: 'node_modules' } },
};
