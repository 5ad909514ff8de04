import { dependencyRanges } from '../../bin/package-version';

/** The entry point that `cdk8s synth` runs. */
export const MAIN = `import { App } from 'cdk8s';
import { addCharts } from './charts';

const app = new App();
addCharts(app);
app.synth();
`;

/** The test that proves the charts equal to what was adopted. */
export const PROOF = `import { join } from 'node:path';
import { Testing } from 'cdk8s';
import { equivalent, fromFile, renderReport } from 'cdk8s-patterns/testing';
import { addCharts } from '../charts';

test('the charts make the objects that were adopted', () => {
  const app = Testing.app();
  addCharts(app);
  const synthesized = app.charts.flatMap((chart) => Testing.synth(chart));
  const verdict = equivalent(synthesized, fromFile(join(__dirname, 'originals')));
  expect(verdict.equivalent ? '' : renderReport(verdict)).toBe('');
});
`;

/** The entry point of an app of several environments: each is synthesized into a folder of its own. */
export const MAIN_OF_ENVIRONMENTS = `import { join } from 'node:path';
import { App } from 'cdk8s';
import { environments } from './charts';

for (const [name, addCharts] of Object.entries(environments)) {
  const app = new App({ outdir: join(process.env.CDK8S_OUTDIR ?? 'dist', name) });
  addCharts(app);
  app.synth();
}
`;

/** As {@link PROOF}, for every environment. */
export const PROOF_OF_ENVIRONMENTS = `import { join } from 'node:path';
import { Testing } from 'cdk8s';
import { equivalent, fromFile, renderReport } from 'cdk8s-patterns/testing';
import { environments } from '../charts';

test.each(Object.entries(environments))('the charts of %s make the objects that were adopted', (name, addCharts) => {
  const app = Testing.app();
  addCharts(app);
  const synthesized = app.charts.flatMap((chart) => Testing.synth(chart));
  const verdict = equivalent(synthesized, fromFile(join(__dirname, 'originals', name)));
  expect(verdict.equivalent ? '' : renderReport(verdict)).toBe('');
});
`;

/** What git does not see: packages, output, and the values of Secrets. */
export const GITIGNORE = `node_modules/
dist/
*.js
*.d.ts
!jest.config.js
secrets/
test/originals/**/secrets.yaml
`;

export const CDK8S_YAML = `language: typescript
app: npx ts-node main.ts
`;

export const JEST_CONFIG = `module.exports = {
  roots: ['<rootDir>'],
  testMatch: ['**/*.test.ts'],
  transform: { '^.+\\\\.ts$': 'ts-jest' },
};
`;

/** The compiler options of \`cdk8s init typescript-app\`. */
export const TSCONFIG = toJson({
  compilerOptions: {
    alwaysStrict: true,
    declaration: true,
    experimentalDecorators: true,
    inlineSourceMap: true,
    inlineSources: true,
    lib: ['es2019'],
    module: 'CommonJS',
    noEmitOnError: true,
    noFallthroughCasesInSwitch: true,
    noImplicitAny: true,
    noImplicitReturns: true,
    noImplicitThis: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    resolveJsonModule: true,
    strict: true,
    strictNullChecks: true,
    strictPropertyInitialization: true,
    stripInternal: true,
    target: 'ES2019',
  },
  include: ['**/*.ts'],
  exclude: ['node_modules'],
});

/** The package of the generated app: what its code imports, and the tools of a fresh cdk8s app. */
export function packageJson(): string {
  const { version, peers } = dependencyRanges();
  return toJson({
    name: 'adopted',
    version: '1.0.0',
    private: true,
    scripts: { synth: 'cdk8s synth', compile: 'tsc --noEmit', test: 'jest' },
    dependencies: { ...peers, 'cdk8s-patterns': `^${version}` },
    devDependencies: {
      '@types/jest': '^29',
      '@types/node': '^20',
      'cdk8s-cli': '^2',
      jest: '^29',
      'ts-jest': '^29',
      'ts-node': '^10',
      typescript: '5.9.x',
    },
  });
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
