import { Chart, JsonPatch, Testing } from 'cdk8s';
import { message, Watched } from './watched';

describe('validateResource', () => {
  test('a sound object synthesizes', () => {
    // GIVEN
    const app = Testing.app();
    new Watched(new Chart(app, 'chart'), 'web', 80);

    // THEN
    expect(app.synthYaml()).toContain('port: 80');
  });

  test('reports all problems of the tree in one message, each with its construct', () => {
    // GIVEN
    const app = Testing.app();
    new Watched(new Chart(app, 'one'), 'web', 0);
    new Watched(new Chart(app, 'two'), 'web', 70000);

    // THEN
    expect(message(app)).toBe(
      [
        'Validation failed with the following errors:',
        '[one/web] spec.ports[0].port: must be between 1 and 65535, got 0',
        '[two/web] spec.ports[0].port: must be between 1 and 65535, got 70000',
      ].join('\n  '),
    );
  });

  test('judges what is written, patches included', () => {
    // GIVEN
    const app = Testing.app();
    const sound = new Watched(new Chart(app, 'sound'), 'web', 0);
    const broken = new Watched(new Chart(app, 'broken'), 'web', 80);

    // WHEN
    sound.resource.addJsonPatch(JsonPatch.replace('/spec/ports/0/port', 80));
    broken.resource.addJsonPatch(JsonPatch.replace('/spec/ports/0/port', '80'));

    // THEN
    expect(message(app).split('\n')).toEqual([
      'Validation failed with the following errors:',
      '  [broken/web] spec.ports[0].port: must be between 1 and 65535, got "80"',
    ]);
  });
});
