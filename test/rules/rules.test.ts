import { Chart, Testing } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-27';
import { Rules } from '../../lib/rules/rules';
import { message, service, Watched } from './watched';

describe('Rules.applyTo', () => {
  test('checks raw objects and those of cdk8s-plus', () => {
    // GIVEN
    const app = Testing.app();
    const chart = new Chart(app, 'chart');
    service(chart, 'raw', 0);
    new Deployment(chart, 'plus', {
      metadata: { name: 'Plus' },
      containers: [{ image: 'web', securityContext: { ensureNonRoot: false } }],
    });

    // WHEN
    Rules.applyTo(chart);

    // THEN
    expect(message(app).split('\n').slice(1)).toEqual([
      '  [chart] raw spec.ports[0].port: must be between 1 and 65535, got 0',
      '  [chart] plus/Resource metadata.name: must be a lowercase RFC 1123 subdomain of at most 253 characters, got "Plus"',
    ]);
  });

  test('reports nothing twice, however scopes and constructs overlap', () => {
    // GIVEN
    const app = Testing.app();
    const chart = new Chart(app, 'chart');
    new Watched(chart, 'watched', 0);
    service(chart, 'raw', 0);

    // WHEN
    Rules.applyTo(app);
    Rules.applyTo(chart);
    Rules.applyTo(chart);

    // THEN
    expect(message(app).split('\n').slice(1)).toEqual([
      '  [chart] raw spec.ports[0].port: must be between 1 and 65535, got 0',
      '  [chart/watched] spec.ports[0].port: must be between 1 and 65535, got 0',
    ]);
  });
});
