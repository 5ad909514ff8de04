import { type ApiObject, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import type * as core from '../kubernetes/api/core';
import type * as rbac from '../kubernetes/api/rbac';
import { emitObject } from '../rules/emit-object';
import { checkProps } from '../props/check-props';

/** What an account may do with some resources of the Kubernetes API. */
export interface AccessRule {
  /**
   * API groups of the resources, the empty string for the core group.
   *
   * @default - the core group
   */
  readonly apiGroups?: string[];

  /** Resources in plural, such as `pods` or `pods/log`. */
  readonly resources: string[];

  /** Verbs, such as `get`, `list`, `watch`, `create`, `update`, `patch`, `delete`. */
  readonly verbs: string[];

  /**
   * Names of the objects.
   *
   * @default - every object
   */
  readonly resourceNames?: string[];
}

/** A service account and what it may do. */
export interface ServiceAccountOptions {
  /**
   * Name of the account, and of its Role and RoleBinding.
   *
   * @default - the workload's name, or one made from the construct's path
   */
  readonly name?: string;

  /**
   * Labels of the account.
   *
   * @default - the chart's
   */
  readonly labels?: { readonly [key: string]: string };

  /**
   * Annotations of the account, such as the cloud role that it stands for.
   *
   * @default - none
   */
  readonly annotations?: { readonly [key: string]: string };

  /**
   * Names of the Secrets with registry credentials, for all pods of the account.
   *
   * @default - none
   */
  readonly imagePullSecrets?: string[];

  /**
   * What the account may do in its namespace. Pods of an account with rules get a token.
   *
   * @default - nothing
   */
  readonly rules?: AccessRule[];

  /**
   * What the account may do in the whole cluster. Needs a namespace, since the binding names that of the account.
   *
   * @default - nothing
   */
  readonly clusterRules?: AccessRule[];

  /**
   * Name of the ClusterRole.
   *
   * @default - the namespace, a dash and the name of the account, which no other namespace has
   */
  readonly clusterRoleName?: string;

  /**
   * Name of the ClusterRoleBinding.
   *
   * @default - the name of the ClusterRole
   */
  readonly clusterRoleBindingName?: string;
}

/** A service account of its own. */
export interface ServiceAccountProps extends ServiceAccountOptions {
  /**
   * Namespace of the account.
   *
   * @default - the chart's
   */
  readonly namespace?: string;
}

/**
 * A ServiceAccount, with a Role and a ClusterRole where it may do something.
 *
 * A workload makes one for itself with its prop `serviceAccount`. Several workloads share this construct by its name.
 *
 * @example
 * const account = new ServiceAccount(chart, 'watcher', { name: 'watcher', rules: [{ resources: ['pods'], verbs: ['list'] }] });
 * new ProbedDeployment(chart, 'web', { serviceAccountName: account.name, … });
 */
export class ServiceAccount extends Construct {
  /** The ServiceAccount. */
  public readonly resource: ApiObject;

  /** The Role, if there are rules. */
  public readonly role?: ApiObject;

  /** The RoleBinding, if there are rules. */
  public readonly roleBinding?: ApiObject;

  /** The ClusterRole, if there are rules for the cluster. */
  public readonly clusterRole?: ApiObject;

  /** The ClusterRoleBinding, if there are rules for the cluster. */
  public readonly clusterRoleBinding?: ApiObject;

  /** @throws when there are cluster rules and no namespace */
  constructor(scope: Construct, id: string, props: ServiceAccountProps) {
    checkProps(scope, id, 'ServiceAccountProps', props);
    super(scope, id);
    const { namespace, labels, annotations, imagePullSecrets, rules = [], clusterRules = [] } = props;
    const metadata = { name: props.name, namespace, labels, annotations };
    this.resource = emitObject<core.ServiceAccount>(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata,
      imagePullSecrets: imagePullSecrets?.map((name) => ({ name })),
      // A pod of an account with rules decides by itself; no other pod of the account needs a token.
      automountServiceAccountToken: rules.length + clusterRules.length > 0 ? undefined : false,
    });
    const subject = { kind: 'ServiceAccount', name: this.name, namespace: this.resource.metadata.namespace };
    if (rules.length > 0) {
      this.role = emitObject<rbac.Role>(this, 'Role', {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'Role',
        metadata: { ...metadata, name: this.name },
        rules: rules.map(policyRule),
      });
      this.roleBinding = emitObject<rbac.RoleBinding>(this, 'RoleBinding', {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        metadata: { ...metadata, name: this.name },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: this.name },
        subjects: [subject],
      });
    }
    if (clusterRules.length > 0) {
      if (subject.namespace === undefined) {
        throw new Error(
          `[${this.node.path}] clusterRules need a namespace for the account "${this.name}": give one to the chart or the account`,
        );
      }
      // Names of the whole cluster: another namespace may have an account of this name.
      const roleName = props.clusterRoleName ?? `${subject.namespace}-${this.name}`;
      const clusterMetadata = { labels, annotations };
      this.clusterRole = emitObject<rbac.ClusterRole>(this, 'ClusterRole', {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRole',
        metadata: { ...clusterMetadata, name: roleName },
        rules: clusterRules.map(policyRule),
      });
      this.clusterRoleBinding = emitObject<rbac.ClusterRoleBinding>(this, 'ClusterRoleBinding', {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRoleBinding',
        metadata: { ...clusterMetadata, name: props.clusterRoleBindingName ?? roleName },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: roleName },
        subjects: [subject],
      });
      for (const object of [this.clusterRole, this.clusterRoleBinding]) {
        // The chart's namespace is written to every object, which one of the cluster must not have.
        if (object.metadata.namespace !== undefined) object.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
      }
    }
  }

  /** Name of the account, as `serviceAccountName` takes it. */
  public get name(): string {
    return this.resource.name;
  }
}

function policyRule({ apiGroups = [''], resources, verbs, resourceNames }: AccessRule): rbac.PolicyRule {
  return {
    apiGroups: [...apiGroups],
    resources: [...resources],
    verbs: [...verbs],
    resourceNames: resourceNames && [...resourceNames],
  };
}
