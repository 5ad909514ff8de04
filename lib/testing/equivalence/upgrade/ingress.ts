import { type Fields, isFields } from '../manifest';
import { type Edit } from './edit';

/** Backends name their service in an object, and every path has a type. */
export function upgradeIngress(edit: Edit): void {
  edit.move(['spec', 'backend'], ['spec', 'defaultBackend']);
  const backend = edit.get('spec', 'defaultBackend');
  if (isFields(backend) && isOldBackend(backend)) edit.set(['spec', 'defaultBackend'], newBackend(backend));
  for (const [index, rule] of edit.list('spec', 'rules').entries()) {
    const paths = isFields(rule.http) ? rule.http.paths : undefined;
    if (!Array.isArray(paths)) continue;
    for (const [position, path] of paths.entries()) {
      if (!isFields(path)) continue;
      const at = ['spec', 'rules', index, 'http', 'paths', position];
      if (isFields(path.backend) && isOldBackend(path.backend)) edit.set([...at, 'backend'], newBackend(path.backend));
      edit.fill(
        [...at, 'pathType'],
        'ImplementationSpecific',
        'k8s.io/kubernetes/pkg/apis/networking/v1beta1/defaults.go SetDefaults_HTTPIngressPath',
      );
    }
  }
}

function isOldBackend(backend: Fields): boolean {
  return 'serviceName' in backend || 'servicePort' in backend;
}

function newBackend(backend: Fields): Fields {
  const { serviceName, servicePort, ...rest } = backend;
  const name = (serviceName ?? '') === '' ? undefined : serviceName;
  const isNamed = typeof servicePort === 'string';
  const isNumbered = typeof servicePort === 'number' && servicePort !== 0;
  if (name === undefined && !isNamed && !isNumbered) return rest;
  const port = isNamed ? { name: servicePort } : isNumbered ? { number: servicePort } : {};
  return { ...rest, service: { ...(name !== undefined && { name }), port } };
}
