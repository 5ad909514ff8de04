import { type Fields, isFields, type Json } from '../manifest';
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
  const port: Record<string, Json> = {};
  if (typeof servicePort === 'number') port.number = servicePort;
  else if (typeof servicePort === 'string' && servicePort !== '') port.name = servicePort;
  return { ...rest, service: { ...((serviceName ?? '') !== '' && { name: serviceName }), port } };
}
