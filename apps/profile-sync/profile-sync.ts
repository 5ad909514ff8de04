import { Duration } from 'cdk8s';
import { ImagePullPolicy, Protocol } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import { Hook, HookDeletePolicy, HookEvent, MigrationHookJob, Mount, Probe, ProbedDeployment } from '../../lib';
import { DocumentedChart } from '../documented-chart';
import { profileSyncEnvironment } from './environment';

/** The values of the chart `ps/`. */
export interface ProfileSyncProps {
  /** Namespace of everything, and name of the instance. */
  readonly namespace: string;
  /** Suffix of the image's name. */
  readonly releaseContainerSuffix: string;
  /** Changes to restart the pods. */
  readonly nonce: number;
  /** Address of the image registry. */
  readonly registry: string;
  /** Tag of the image. */
  readonly release: string;
}

/** Profile Sync: a web application whose database is migrated before each install and upgrade. */
export class ProfileSync extends DocumentedChart {
  constructor(scope: Construct, id: string, props: ProfileSyncProps) {
    super(scope, id, { namespace: props.namespace });

    // The migration runs what the application runs, in the same environment.
    const ps = {
      image: `${props.registry}/ps${props.releaseContainerSuffix}:${props.release}`,
      imagePullSecrets: ['registry'],
      env: profileSyncEnvironment(props),
      mounts: [
        Mount.configMap('/app/config/deploy/instances', 'instance', { volumeName: 'instance-volume' }),
        Mount.secret('/etc/cubetree', 'ct-secrets', { volumeName: 'secrets-volume' }),
      ],
    };

    new MigrationHookJob(this, 'migrate', {
      ...ps,
      name: 'migrate-ps',
      containerName: 'migrate-ps-tasks-runner',
      command: ['/migrate.sh'],
      hook: Hook.on([HookEvent.PRE_INSTALL, HookEvent.PRE_UPGRADE], {
        weight: 0,
        deletePolicies: [HookDeletePolicy.HOOK_SUCCEEDED, HookDeletePolicy.HOOK_FAILED],
      }),
      backoffLimit: 0,
      podTemplateName: 'migrate-ps',
      podLabels: { name: 'migrate-ps' },
      podAnnotations: { 'sidecar.istio.io/inject': 'false' },
    });

    const diagnose = (initialDelay: Duration) =>
      Probe.exec(['curl', '--fail', 'http://localhost/health/diagnose'], {
        initialDelay,
        timeout: Duration.seconds(60),
      });
    new ProbedDeployment(this, 'ps', {
      ...ps,
      name: 'ps',
      selector: { matchLabels: { app: 'ps' } },
      replicas: 1,
      imagePullPolicy: ImagePullPolicy.ALWAYS,
      liveness: diagnose(Duration.seconds(60)),
      readiness: diagnose(Duration.seconds(20)),
      service: { port: 3001, targetPort: 80, portName: 'http', protocol: Protocol.TCP },
    });
  }
}
