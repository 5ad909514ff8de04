import { parse } from '../../lib/testing/equivalence/parse';
import { clusterObjects } from '../../lib/verdict/cluster-objects';

test('takes definitions, namespaces, policies with their bindings, and parameters of policies', () => {
  // GIVEN
  const manifests = parse(`
{ apiVersion: v1, kind: Namespace, metadata: { name: a } }
---
{ apiVersion: v1, kind: ConfigMap, metadata: { name: limits } }
---
{ apiVersion: v1, kind: Secret, metadata: { name: b } }
---
{ apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: { name: c } }
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: d }
spec: { paramKind: { apiVersion: v1, kind: ConfigMap } }
---
{ apiVersion: admissionregistration.k8s.io/v1, kind: ValidatingAdmissionPolicyBinding, metadata: { name: e } }
---
{ apiVersion: example.com/v1, kind: Namespace, metadata: { name: f } }
`);

  // THEN
  expect(clusterObjects(manifests).map(({ metadata }) => metadata?.name)).toEqual(['a', 'limits', 'c', 'd', 'e']);
});
