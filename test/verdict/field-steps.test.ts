import { type Manifest } from '../../lib/testing/equivalence/manifest';
import { fieldSteps } from '../../lib/verdict/field-steps';

const SERVICE: Manifest = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', labels: { 'app.kubernetes.io/name': 'web' } },
  spec: { ports: [{ port: 80 }], selector: { app: 'web' } },
};

test.each([
  ['spec.ports[0].port', ['spec', 'ports', 0, 'port']],
  ['spec.ports[0].nodePort', ['spec', 'ports', 0]],
  ['spec.ports[3].port', ['spec', 'ports', 3]],
  ['metadata.labels[app.kubernetes.io/name]', ['metadata', 'labels', 'app.kubernetes.io/name']],
  ['metadata.labels.app.kubernetes.io/name', ['metadata', 'labels', 'app.kubernetes.io/name']],
  ['spec.selector', ['spec', 'selector']],
  ['status', []],
  ['', []],
])('%s is found as far as the manifest has it', (field, steps) => {
  expect(fieldSteps(SERVICE, field)).toEqual(steps);
});
