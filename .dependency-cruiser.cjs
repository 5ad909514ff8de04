/**
 * The layers of lib/, lowest first. A file may import from its own folder and from lower layers. Folders of one layer do
 * not import from each other.
 */
const LAYERS = [
  ['tokens'],
  ['kubernetes'],
  ['synthesis'],
  ['rules'],
  ['props'],
  ['pod', 'config', 'references'],
  ['network'],
  ['posture'],
  ['workloads'],
  ['lifecycle'],
  ['stateful'],
  ['fleet'],
  ['helm'],
];

/** The folders for manifests of any origin. They import from each other and from kubernetes only. */
const TOOLS = ['testing', 'verdict', 'upgrade', 'adopt', 'bin'];

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
    {
      name: 'tools-import-no-constructs',
      severity: 'error',
      comment: 'the tools look at manifests that any program wrote: they know Kubernetes, not the constructs',
      from: { path: room(...TOOLS), pathNot: room('adopt') },
      to: { path: '^lib/', pathNot: room('kubernetes', ...TOOLS) },
    },
    {
      name: 'adopt-imports-the-public-constructs-only',
      severity: 'error',
      comment: 'adopt writes apps with the constructs and runs them',
      from: { path: room('adopt') },
      to: { path: '^lib/', pathNot: room('kubernetes', 'posture', 'index', ...TOOLS) },
    },
  ],
  options: { tsPreCompilationDeps: true, doNotFollow: { path: 'node_modules' } },
};
