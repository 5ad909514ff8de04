import { type ApiObject, Duration } from 'cdk8s';
import { type Construct } from 'constructs';
import type * as batch from '../kubernetes/api/batch';
import { ConfigFiles } from '../config/config-files';
import { Mount } from '../pod/mount';
import { contentName } from '../workloads/content-name';
import { defaultName } from '../workloads/default-name';
import { type JobOptions, jobRestartPolicy, jobSpec } from '../workloads/job-spec';
import { Workload, workloadMetadata } from '../workloads/workload';
import { type ServiceAccountOptions } from '../workloads/service-account';
import { type WorkloadProps } from '../workloads/workload-props';
import { Posture } from '../posture';
import { type Hook } from './hook';
import { HookDeletePolicy } from '../kubernetes/hook-event';
import { checkProps } from '../props/check-props';

/** Default folder of the scripts. */
const SCRIPTS_PATH = '/scripts';

/** Readable and executable for everyone, writable for nobody. */
const SCRIPTS_MODE = 0o555;

/** Time after which a hook in PRODUCTION has failed: Helm itself waits five minutes by default. */
const PRODUCTION_DEADLINE = Duration.minutes(5);

/** Time that a finished Job stays in PRODUCTION where no hook engine deletes it. */
const PRODUCTION_TTL = Duration.days(1);

/** A Job that runs at events of a release. */
export interface MigrationHookJobProps extends WorkloadProps, JobOptions {
  /** When the Job runs; `Hook.NONE` makes it an ordinary Job. */
  readonly hook: Hook;

  /**
   * Scripts by file name. They become a ConfigMap that is a hook of strictly lower weight, mounted into the main
   * container.
   *
   * @default - none
   */
  readonly scripts?: { readonly [fileName: string]: string };

  /**
   * Name of the scripts' ConfigMap.
   *
   * @default - the Job's name, or else one made from its path, and `-scripts`
   */
  readonly scriptsName?: string;

  /**
   * Weight of the scripts' ConfigMap, lower than the Job's.
   *
   * @default - one less than the Job's
   */
  readonly scriptsWeight?: number;

  /**
   * Directory in which the main container finds the scripts.
   *
   * @default "/scripts"
   */
  readonly scriptsPath?: string;

  /**
   * Where there is no hook engine, append a hash of the Job's description to its name, so that a changed Job is a new
   * one: the pod template of a Job cannot be changed.
   *
   * @default - the posture's: true in PRODUCTION
   */
  readonly contentName?: boolean;
}

/**
 * A Job that prepares, checks or tests a release: a database migration before an upgrade, a version check, `helm test`.
 *
 * In posture PRODUCTION the hook deletes the previous run before it starts and itself after success (a failed run keeps
 * its logs), ends after five minutes, tries three times, and does not count evictions as failures.
 */
export class MigrationHookJob extends Workload {
  public readonly resource: ApiObject;

  /** The scripts' ConfigMap, if scripts were given. */
  public readonly scripts?: ConfigFiles;

  /** The hook as it is written, the posture's delete policies included. */
  public readonly hook: Hook;

  /** @throws when the scripts' weight is not lower than the Job's */
  constructor(scope: Construct, id: string, props: MigrationHookJobProps) {
    checkProps(scope, id, 'MigrationHookJobProps', props);
    const safe = props.resilientJobs ?? Posture.of(scope).resilientJobs;
    // The pod template mounts the ConfigMap by name before the ConfigMap can be made, below.
    const scriptsName = props.scripts && (props.scriptsName ?? `${props.name ?? defaultName(scope, id)}-scripts`);
    super(scope, id, withScripts(props, withPolicies(props.hook, safe), scriptsName), {
      restartPolicy: jobRestartPolicy(props),
      selectsPods: false,
    });
    this.hook = withPolicies(props.hook, safe);
    if (props.scripts !== undefined) {
      this.scripts = new ConfigFiles(this, 'Scripts', {
        name: scriptsName,
        namespace: props.namespace,
        labels: props.labels,
        annotations: this._atPath(() => this.hook.before(props.scriptsWeight)).annotations,
        literals: props.scripts,
      });
    }
    const spec = this._atPath(() => jobSpec(withDeadlines(props, this.hook, safe), this._template, this.posture));
    const hashed = !this.hook.isHook && (props.contentName ?? safe);
    const name = hashed ? contentName(this, props.name, { spec, scripts: props.scripts }) : props.name;
    this.resource = this._emit<batch.Job>({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: workloadMetadata({ ...props, name }, this.hook.annotations),
      spec,
    });
    // A hook runs before the objects of the release exist, so its NetworkPolicy must be an earlier hook.
    this._isolate(props, { annotations: this.hook.isHook ? this.hook.before().annotations : undefined });
    if (this.scripts !== undefined) {
      this.resource.addDependency(this.scripts);
    }
  }
}

/** A hook runs before the objects of the release exist, so its service account must be an earlier hook. */
function accountOf({ serviceAccount }: MigrationHookJobProps, hook: Hook): ServiceAccountOptions | undefined {
  return (
    serviceAccount && {
      ...serviceAccount,
      annotations: hook.isHook
        ? { ...serviceAccount.annotations, ...hook.before().annotations }
        : serviceAccount.annotations,
    }
  );
}

function withScripts(props: MigrationHookJobProps, hook: Hook, scriptsName?: string): WorkloadProps {
  // The pod template of a Job is immutable, so a config hash in it would make the next apply fail.
  const job = { ...props, configHash: props.configHash ?? false, serviceAccount: accountOf(props, hook) };
  if (scriptsName === undefined) {
    return job;
  }
  const mount = Mount.configMap(props.scriptsPath ?? SCRIPTS_PATH, scriptsName, {
    volumeName: 'scripts',
    mode: SCRIPTS_MODE,
  });
  return { ...job, mounts: [...(props.mounts ?? []), mount] };
}

/** An interrupted run leaves a hook without delete policies behind. Helm 3 then fails, and Helm 4 skips the hook. */
function withPolicies(hook: Hook, safe: boolean): Hook {
  return safe && hook.isHook && !hook.hasDeletePolicies
    ? hook.with({ deletePolicies: [HookDeletePolicy.BEFORE_HOOK_CREATION, HookDeletePolicy.HOOK_SUCCEEDED] })
    : hook;
}

function withDeadlines(props: MigrationHookJobProps, hook: Hook, safe: boolean): JobOptions {
  return {
    ...props,
    activeDeadline: props.activeDeadline ?? (safe ? PRODUCTION_DEADLINE : undefined),
    ttlAfterFinished: props.ttlAfterFinished ?? (safe && !hook.isHook ? PRODUCTION_TTL : undefined),
  };
}
