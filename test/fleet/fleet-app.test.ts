import { App, Chart, Lazy, Testing, YamlOutputType } from 'cdk8s';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { FleetApp, type FleetAppProps } from '../../lib/fleet/fleet-app';
import { thing } from './support/scenarios';
import { inTemporaryDirectory, readTree } from './support/snapshot';

/** Synthesizes charts `c0` to `c5`, the first depending on the last, and returns what is in the directory then. */
function synthesize(outdir: string, props: FleetAppProps = {}): Record<string, string> {
  const app = new FleetApp({ ...props, outdir });
  const charts = Array.from({ length: 6 }, (_, i) => new Chart(app, `c${i}`));
  charts.forEach((chart) => ['x', 'y'].forEach((id) => thing(chart, id)));
  charts[0]!.addDependency(charts[5]!);
  app.synth();
  return fs.existsSync(outdir) ? readTree(outdir) : {};
}

const TYPES = [
  YamlOutputType.FILE_PER_APP,
  YamlOutputType.FILE_PER_CHART,
  YamlOutputType.FILE_PER_RESOURCE,
  YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
];

describe('FleetApp', () => {
  test('is an App, with its properties', () => {
    const app = new FleetApp({ outdir: 'elsewhere', outputFileExtension: '.yaml' });
    expect(app).toBeInstanceOf(App);
    expect(app).toMatchObject({
      outdir: 'elsewhere',
      outputFileExtension: '.yaml',
      yamlOutputType: YamlOutputType.FILE_PER_CHART,
    });
    expect(App.of(new Chart(app, 'chart'))).toBe(app);
  });

  describe('selection', () => {
    test.each(TYPES)('output type %s: shards are disjoint, and together the whole', (yamlOutputType) => {
      inTemporaryDirectory((root) => {
        // GIVEN
        const whole = synthesize(path.join(root, 'whole'), { yamlOutputType });

        // WHEN
        const shards = [1, 2, 3].map((i) =>
          synthesize(path.join(root, `${i}`), { yamlOutputType, args: ['--shard', `${i}/3`] }),
        );

        // THEN
        if (yamlOutputType === YamlOutputType.FILE_PER_APP) {
          const documents = (files: Record<string, string>) => files['app.k8s.yaml']!.split('---\n').sort();
          expect(shards.flatMap(documents).sort()).toEqual(documents(whole));
        } else {
          expect(shards.flatMap((shard) => Object.keys(shard)).sort()).toEqual(Object.keys(whole).sort());
          expect(Object.assign({}, ...shards)).toEqual(whole);
        }
      });
    });

    test('only: files have the names that they have in the whole', () => {
      inTemporaryDirectory((root) => {
        const files = synthesize(path.join(root, 'out'), { only: ['c0', 'c3'] });
        expect(Object.keys(files).sort()).toEqual(['0001-c0.k8s.yaml', '0004-c3.k8s.yaml']);
      });
    });

    test('metadata and YAML are those of the selection', () => {
      inTemporaryDirectory((root) => {
        const files = synthesize(path.join(root, 'out'), { only: ['c2'], recordConstructMetadata: true });
        const { resources } = JSON.parse(files['construct-metadata.json']!) as { resources: Record<string, unknown> };
        expect(Object.values(resources)).toEqual([{ path: 'c2/x' }, { path: 'c2/y' }]);

        const app = new FleetApp({ only: ['b'], outdir: root });
        ['a', 'b'].forEach((id) => thing(new Chart(app, id), 'object'));
        expect(app.synthYaml()).toMatch(/name: b-object-/);
        expect(app.synthYaml()).not.toContain('name: a-');
      });
    });

    test('comes from the environment that cdk8s synth hands on', () => {
      inTemporaryDirectory((root) => {
        process.env.CDK8S_FLEET_ONLY = 'c4';
        try {
          expect(Object.keys(synthesize(path.join(root, 'out')))).toEqual(['0005-c4.k8s.yaml']);
        } finally {
          delete process.env.CDK8S_FLEET_ONLY;
        }
      });
    });

    test('writes nothing when a pattern matches nothing', () => {
      inTemporaryDirectory((root) => {
        expect(() => synthesize(path.join(root, 'out'), { only: ['d*'] })).toThrow('no chart matches "d*"');
        expect(readTree(root)).toEqual({});
      });
    });
  });

  describe('output directory', () => {
    test('a second run touches nothing', () => {
      inTemporaryDirectory((root) => {
        // GIVEN
        const first = synthesize(root);
        const past = new Date(1e12);
        Object.keys(first).forEach((name) => fs.utimesSync(path.join(root, name), past, past));

        // WHEN
        const second = synthesize(root);

        // THEN
        expect(second).toEqual(first);
        Object.keys(first).forEach((name) => expect(fs.statSync(path.join(root, name)).mtime).toEqual(past));
      });
    });

    test('orphans stay, unless asked to go', () => {
      inTemporaryDirectory((root) => {
        fs.writeFileSync(path.join(root, 'orphan.k8s.yaml'), '');
        expect(synthesize(root)).toHaveProperty(['orphan.k8s.yaml']);
        expect(Object.keys(synthesize(root, { prune: true }))).toHaveLength(6);
        expect(readTree(root)).not.toHaveProperty(['orphan.k8s.yaml']);
      });
    });

    test('prune keeps what the run wrote, in folders too', () => {
      inTemporaryDirectory((root) => {
        const props = {
          yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
          recordConstructMetadata: true,
        };
        const files = synthesize(root, props);
        expect(synthesize(root, { ...props, prune: true })).toEqual(files);
      });
    });

    test('prune refuses a selection', () => {
      const message = 'prune cannot be combined with only or shard';
      expect(() => new FleetApp({ prune: true, only: ['a'] })).toThrow(message);
      expect(() => new FleetApp({ args: ['--prune', '--shard=1/2'] })).toThrow(message);
    });
  });

  describe('errors', () => {
    test('validation errors of all charts come in one report, and nothing is written', () => {
      inTemporaryDirectory((root) => {
        // GIVEN
        const app = new FleetApp({ outdir: path.join(root, 'out') });
        for (const id of ['a', 'b', 'c']) {
          const chart = new Chart(app, id);
          thing(chart, 'object').node.addValidation({ validate: () => [`${id} is wrong`, 'and so on'] });
        }

        // WHEN THEN
        const report = ['a', 'b', 'c'].flatMap((id) => [
          `\n  [${id}/object] ${id} is wrong`,
          `\n  [${id}/object] and so on`,
        ]);
        expect(() => app.synth()).toThrow(`Validation failed with the following errors:${report.join('')}`);
        expect(readTree(root)).toEqual({});
      });
    });

    test('a chart that cannot be rendered leaves the directory as it was', () => {
      inTemporaryDirectory((root) => {
        // GIVEN
        const before = synthesize(root);
        const app = new FleetApp({ outdir: root });
        thing(new Chart(app, 'c1'), 'changed', { now: 'different' });
        thing(new Chart(app, 'broken'), 'object', { date: new Date() });

        // WHEN THEN
        expect(() => app.synth()).toThrow("Failed serializing construct at path 'broken/object'");
        expect(readTree(root)).toEqual(before);
      });
    });

    test('Chart.toJson is as it was, also after an error', () => {
      const stock = Object.getOwnPropertyDescriptor(Chart.prototype, 'toJson');
      const app = new FleetApp({ outdir: '/nonexistent' });
      thing(new Chart(app, 'broken'), 'object', { date: new Date() });
      expect(() => app.synthYaml()).toThrow('Failed serializing');
      expect(Object.getOwnPropertyDescriptor(Chart.prototype, 'toJson')).toEqual(stock);
    });
  });

  describe('cost', () => {
    test('validations run once, not once per chart', () => {
      // GIVEN
      let validations = 0;
      const app = new FleetApp({ outdir: '/nonexistent' });
      for (let i = 0; i < 20; i++) {
        thing(new Chart(app, `c${i}`), 'object').node.addValidation({ validate: () => (validations++, []) });
      }

      // WHEN
      app.synthYaml();

      // THEN
      expect(validations).toBe(20);
    });

    test('overrides that call super.toJson(), and Lazy values that render charts, prepare nothing again', () => {
      // GIVEN
      class Override extends Chart {
        public override toJson(): unknown[] {
          return super.toJson() as unknown[];
        }
      }
      let validations = 0;
      const app = new FleetApp({ outdir: '/nonexistent' });
      app.node.addValidation({ validate: () => (validations++, []) });
      const charts = Array.from({ length: 20 }, (_, i) => new Override(app, `c${i}`));
      charts.forEach((chart) => thing(chart, 'object'));
      thing(charts[0]!, 'index', {
        all: Lazy.any({ produce: () => charts.slice(1).map((chart) => chart.toJson()) }) as unknown,
      });

      // WHEN
      app.synthYaml();
      app.synthCharts();

      // THEN
      expect(validations).toBe(2);
    });

    test('a spy on Chart.toJson sees every chart', () => {
      const spy = jest.spyOn(Chart.prototype, 'toJson');
      try {
        const app = new FleetApp({ outdir: '/nonexistent' });
        ['a', 'b'].forEach((id) => thing(new Chart(app, id), 'object'));
        app.synthYaml();
        expect(spy).toHaveBeenCalledTimes(2);
      } finally {
        spy.mockRestore();
      }
    });

    test('a chain of 2,000 charts takes no stack', () => {
      // GIVEN
      const app = new FleetApp({ outdir: '/nonexistent' });
      const charts = Array.from({ length: 2000 }, (_, i) => new Chart(app, `c${i}`));
      charts.forEach((chart) => thing(chart, 'object'));
      charts.slice(1).forEach((chart, i) => charts[i]!.addDependency(chart));

      // WHEN
      const rendered = app.synthCharts();

      // THEN
      expect(rendered).toHaveLength(2000);
      expect(rendered[0]).toEqual(Testing.synth(loneChart('c1999')));
    });
  });

  test('profile reports on standard error', () => {
    const written: string[] = [];
    const spy = jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
      written.push(String(text));
      return true;
    });
    try {
      inTemporaryDirectory((root) => synthesize(root, { profile: true, prune: true }));
    } finally {
      spy.mockRestore();
    }
    expect(written.join('')).toMatch(
      /^synthesized 6 charts in [\d.]+ ms\n( +[\d.]+ ms +[\d.]+ % .*\n){6}slowest charts\n/,
    );
  });
});

function loneChart(id: string): Chart {
  const chart = new Chart(new App({ outdir: '/nonexistent' }), id);
  thing(chart, 'object');
  return chart;
}
