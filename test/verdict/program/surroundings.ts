import { type Manifest } from '../../../lib/testing/equivalence/manifest';
import { parse } from '../../../lib/testing/equivalence/parse';

/** A definition with what a schema can say: formats, defaults, list types, rules in CEL, an embedded object, two versions. */
export const DEFINITION = one(`
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: backups.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { plural: backups, singular: backup, kind: Backup, listKind: BackupList }
  versions:
    - name: v1beta1
      served: true
      storage: false
      deprecated: true
      schema: { openAPIV3Schema: { type: object, x-kubernetes-preserve-unknown-fields: true } }
    - name: v1
      served: true
      storage: true
      subresources:
        status: {}
        scale: { specReplicasPath: .spec.copies, statusReplicasPath: .status.copies }
      schema:
        openAPIV3Schema:
          type: object
          required: [spec]
          properties:
            spec:
              type: object
              required: [schedule]
              x-kubernetes-validations:
                - { rule: 'self.keep <= self.limit', message: keep must not exceed limit }
                - rule: self.schedule == oldSelf.schedule || self.copies > 0
                  messageExpression: "'no copies of ' + self.schedule"
              properties:
                schedule: { type: string, minLength: 3, maxLength: 40, pattern: '^[^A-Z]*$' }
                copies: { type: integer, minimum: 0, maximum: 9, default: 2 }
                keep: { type: integer, default: 3 }
                limit: { type: integer, default: 7 }
                mode: { type: string, enum: [Full, Incremental], default: Full }
                at: { type: string, format: date-time }
                size: { x-kubernetes-int-or-string: true }
                note: { type: string, nullable: true, maxLength: 20 }
                class:
                  type: string
                  x-kubernetes-validations: [{ rule: self == oldSelf, message: class is immutable }]
                targets:
                  type: array
                  maxItems: 4
                  x-kubernetes-list-type: map
                  x-kubernetes-list-map-keys: [name]
                  items:
                    type: object
                    required: [name]
                    properties: { name: { type: string }, port: { type: integer, default: 80 } }
                labels: { type: object, maxProperties: 3, additionalProperties: { type: string } }
                template: { type: object, x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true }
            status: { type: object, properties: { copies: { type: integer } } }
`);

/** An object of the definition, with every field. */
export const BACKUP = one(`
apiVersion: example.com/v1
kind: Backup
metadata: { name: nightly, labels: { team: data } }
spec:
  schedule: 0 3 * * *
  copies: 1
  keep: 5
  limit: 7
  mode: Incremental
  at: '2026-01-01T00:00:00Z'
  size: 10Gi
  note: null
  class: fast
  targets: [{ name: a, port: 81 }, { name: b }]
  labels: { a: b }
  template: { apiVersion: v1, kind: ConfigMap, metadata: { name: x, labels: { a: b } }, data: { a: b } }
status: { copies: 1 }
`);

/** A namespace whose pods must be restricted. */
export const RESTRICTED = one(`
apiVersion: v1
kind: Namespace
metadata:
  name: restricted
  labels:
    pod-security.kubernetes.io/enforce: restricted
    pod-security.kubernetes.io/warn: restricted
    tier: gold
`);

/** A pod that the namespace accepts. */
export const POD = one(`
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: restricted, labels: { app: web } }
spec:
  securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: RuntimeDefault } }
  hostNetwork: false
  volumes: [{ name: a, emptyDir: {} }]
  containers:
    - name: web
      image: web:1
      ports: [{ containerPort: 80 }]
      volumeMounts: [{ name: a, mountPath: /a }]
      securityContext: { allowPrivilegeEscalation: false, privileged: false, capabilities: { drop: [ALL] } }
`);

/** Policies on ConfigMaps and Deployments: messages, variables, match conditions, parameters, warnings. */
export const POLICIES = parse(`
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: replicas.example.com }
spec:
  paramKind: { apiVersion: v1, kind: ConfigMap }
  matchConstraints:
    resourceRules: [{ apiGroups: [apps], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [deployments] }]
  matchConditions: [{ name: not-exempt, expression: "!has(object.metadata.labels) || !('exempt' in object.metadata.labels)" }]
  variables: [{ name: most, expression: int(params.data.most) }]
  validations:
    - expression: object.spec.replicas <= variables.most
      messageExpression: "'at most ' + string(variables.most) + ' replicas in ' + namespaceObject.metadata.name"
    - { expression: object.metadata.name != 'default', reason: Forbidden }
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: gold.example.com }
spec:
  policyName: replicas.example.com
  validationActions: [Deny]
  paramRef: { name: limits, namespace: default, parameterNotFoundAction: Deny }
  matchResources: { namespaceSelector: { matchLabels: { tier: gold } } }
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: owner.example.com }
spec:
  matchConstraints:
    resourceRules: [{ apiGroups: [apps], apiVersions: ['*'], operations: ['*'], resources: ['*'] }]
  validations: [{ expression: "has(object.metadata.annotations) && 'owner' in object.metadata.annotations", message: name an owner }]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: owner.example.com }
spec: { policyName: owner.example.com, validationActions: [Warn] }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: limits, namespace: default }
data: { most: '3' }
`);

/** A deployment that the policies accept. */
export const DEPLOYMENT = one(`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: restricted, annotations: { owner: me }, labels: { app: web } }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }
      containers:
        - { name: web, image: 'web:1', securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } } }
`);

export const SURROUNDINGS: readonly Manifest[] = [DEFINITION, RESTRICTED, ...POLICIES];

function one(text: string): Manifest {
  return parse(text)[0]!;
}
