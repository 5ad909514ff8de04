import { App, type AppProps, Testing, YamlOutputType } from 'cdk8s';
import { FleetApp } from '../../lib/fleet/fleet-app';
import { CYCLES, generated, type Scenario, SCENARIOS } from './support/scenarios';
import { outcome } from './support/snapshot';

/** Raised by `npm run test:fleet-heavy`. */
const GENERATED = Number(process.env.FLEET_SCENARIOS ?? 50);

const TYPES = [
  YamlOutputType.FILE_PER_APP,
  YamlOutputType.FILE_PER_CHART,
  YamlOutputType.FILE_PER_RESOURCE,
  YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
];

const scenarios: [string, Scenario][] = [
  ...Object.entries(SCENARIOS),
  ...Array.from({ length: GENERATED }, (_, seed): [string, Scenario] => [`generated ${seed}`, generated(seed)]),
];

const stock = (props: AppProps) => new App(props);
const fleet = (props: AppProps) => new FleetApp(props);

/** The constructs that an error about a cycle names, or undefined for any other outcome. */
function cycle(error: string | undefined): string[] | undefined {
  return /^Dependency cycle detected: (.*)$/.exec(error ?? '')?.[1]?.split(' => ');
}

/** Whether each construct of a list depends on the next, in the app that a scenario builds. */
function isTrueCycle(paths: string[], build: Scenario): boolean {
  const app = new App({ outdir: '/nonexistent' });
  build(app);
  try {
    app.synthYaml(); // resolves what dependencies imply, then finds the cycle
  } catch {
    // as expected
  }
  const byPath = new Map(app.node.findAll().map((construct) => [construct.node.path, construct]));
  return (
    paths.length > 1 &&
    paths[0] === paths[paths.length - 1] &&
    paths.slice(1).every((path, i) => byPath.get(paths[i]!)!.node.dependencies.includes(byPath.get(path)!))
  );
}

test('there are at least a hundred scenarios, most of which end in files', () => {
  const files = scenarios.filter(([, build]) =>
    TYPES.every((yamlOutputType) => Object.keys(outcome(stock, { yamlOutputType }, build).files ?? {}).length > 0),
  );
  expect(scenarios.length).toBeGreaterThanOrEqual(100);
  // A share would depend on how many are generated: those made by hand are mostly sound.
  expect(files.length).toBeGreaterThanOrEqual(75);
});

describe.each(scenarios)('%s', (_, build) => {
  const settings = TYPES.flatMap((yamlOutputType) =>
    [false, true].map((recordConstructMetadata) => ({ yamlOutputType, recordConstructMetadata })),
  );

  test('writes what App writes', () => {
    for (const props of settings) {
      // WHEN
      const expected = outcome(stock, props, build);
      const actual = outcome(fleet, props, build);

      // THEN
      if (cycle(expected.error)) {
        expect(isTrueCycle(cycle(actual.error) ?? [], build)).toBe(true);
      } else {
        expect({ props, ...actual }).toEqual({ props, ...expected });
      }
    }
  });

  test('returns the YAML and the objects that App returns', () => {
    const result = (make: (props: AppProps) => App, render: (app: App) => unknown) => {
      const app = make({ outdir: '/nonexistent' });
      build(app);
      try {
        return render(app);
      } catch (error) {
        return cycle((error as Error).message) ? 'cycle' : (error as Error).message;
      }
    };
    expect(result(fleet, (app) => app.synthYaml())).toEqual(result(stock, (app) => app.synthYaml()));
    const tested = (app: App) => app.charts.map((chart) => Testing.synth(chart) as unknown);
    expect(result(fleet, tested)).toEqual(result(stock, tested));
    const prepared = (app: App) => (app.synthYaml(), tested(app));
    const all = (app: App) => (app.synthYaml(), (app as FleetApp).synthCharts());
    expect(result(fleet, all)).toEqual(result(stock, prepared));
  });
});

describe.each(Object.entries(CYCLES))('cycle of %s', (_, build) => {
  test('is named as it is', () => {
    // WHEN
    const expected = outcome(stock, {}, build);
    const actual = outcome(fleet, {}, build);

    // THEN
    expect(expected.error).toMatch(/^Dependency cycle detected: /);
    expect(isTrueCycle(cycle(actual.error) ?? [], build)).toBe(true);
    if (isTrueCycle(cycle(expected.error)!, build)) {
      expect(actual).toEqual(expected);
    }
  });
});
