import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { validate } from '../../lib/synthesis/validation';
import { thing } from '../fleet/support/scenarios';

/** An app with two charts, whose constructs find fault with themselves. */
function faulty(): App {
  const app = new App({ outdir: '/nonexistent' });
  for (const id of ['one', 'two']) {
    const inner = new Construct(new Chart(app, id), 'inner');
    inner.node.addValidation({ validate: () => ['is wrong', 'is too small'] });
    inner.node.addValidation({ validate: () => ['has no name'] });
  }
  return app;
}

describe('validate', () => {
  test('says nothing about a sound tree', () => {
    // GIVEN
    const app = new App({ outdir: '/nonexistent' });
    thing(new Chart(app, 'chart'), 'object').node.addValidation({ validate: () => [] });

    // THEN
    expect(() => validate(app.node.findAll())).not.toThrow();
    expect(() => validate([])).not.toThrow();
  });

  test('reports every problem of every construct, in the words of cdk8s', () => {
    // GIVEN
    const app = faulty();
    app.node.addValidation({ validate: () => ['is an app'] });

    // WHEN
    const ours = () => validate(app.node.findAll());

    // THEN
    expect(ours).toThrow(
      new Error(
        [
          'Validation failed with the following errors:',
          '[] is an app',
          ...['one', 'two'].flatMap((id) =>
            ['is wrong', 'is too small', 'has no name'].map((problem) => `[${id}/inner] ${problem}`),
          ),
        ].join('\n  '),
      ),
    );
    let message = '';
    try {
      app.synthYaml();
    } catch (error) {
      message = (error as Error).message;
    }
    expect(ours).toThrow(new Error(message));
  });

  test('asks the constructs that it is given, and no others', () => {
    // GIVEN
    const app = faulty();
    const one = app.node.findChild('one');

    // THEN
    expect(() => validate([app, one])).not.toThrow();
    expect(() => validate(one.node.findAll())).toThrow(/^[^]*\[one\/inner\] has no name$/);
  });

  test('lets an error of a validation through', () => {
    // GIVEN
    const app = faulty();
    app.node.addValidation({
      validate: () => {
        throw new TypeError('cannot validate');
      },
    });

    // THEN
    expect(() => validate(app.node.findAll())).toThrow(new TypeError('cannot validate'));
  });
});
