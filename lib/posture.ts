import { type IConstruct } from 'constructs';
import { SecurityProfile } from './pod/security-profile';
import { checkOptions } from './props/check-props';

/** The defaults of a posture. Each can be turned off on one construct by the prop of the same name. */
export interface PostureProps {
  /**
   * Security context of pods.
   *
   * @default - none written
   */
  readonly security?: SecurityProfile;

  /**
   * Whether pods get a token for the API server.
   *
   * @default - not written: Kubernetes mounts one
   */
  readonly automountServiceAccountToken?: boolean;

  /**
   * Whether containers get variables for every Service of their namespace. A Service named as a variable's prefix would
   * otherwise set it: one named `redis` sets REDIS_PORT.
   *
   * @default - not written: they do
   */
  readonly enableServiceLinks?: boolean;

  /**
   * Every container must have CPU and memory requests and limits, and one of local disk where another has one.
   *
   * @default false
   */
  readonly requireResources?: boolean;

  /**
   * Every image must have a tag other than `latest`, or a digest.
   *
   * @default false
   */
  readonly requirePinnedImages?: boolean;

  /**
   * A Deployment with a Service must have a readiness probe.
   *
   * @default false
   */
  readonly requireReadiness?: boolean;

  /**
   * A database must ask its clients for credentials.
   *
   * @default false
   */
  readonly requireCredentials?: boolean;

  /**
   * Spread pods over hosts and zones.
   *
   * @default false
   */
  readonly spread?: boolean;

  /**
   * A PodDisruptionBudget over the pods of each workload that has more than one.
   *
   * @default false
   */
  readonly disruptionBudget?: boolean;

  /**
   * A NetworkPolicy that refuses what the construct does not need.
   *
   * @default false
   */
  readonly networkPolicy?: boolean;

  /**
   * A hash of mounted and read configuration on the pod template, so that a change of it rolls the pods.
   *
   * @default false
   */
  readonly configHash?: boolean;

  /**
   * Hooks and jobs that survive interruption: the previous run is deleted before the next, disruptions do not count
   * as failures, a deadline ends what hangs, and where no hook engine runs, a changed Job gets another name.
   *
   * @default false
   */
  readonly resilientJobs?: boolean;

  /**
   * Every name that a manifest mentions must exist in the tree or be declared as external.
   *
   * @default false
   */
  readonly checkReferences?: boolean;
}

const POSTURE = Symbol.for('cdk8s-patterns.Posture');

interface WithPosture {
  [POSTURE]?: Posture;
}

/** The defaults that a scope hands down to every construct below it. */
export class Posture implements PostureProps {
  /** Adds nothing that was not written. */
  public static readonly MINIMAL = new Posture({});

  /** What the strictest reviewer would write. The default. */
  public static readonly PRODUCTION = new Posture({
    security: SecurityProfile.RESTRICTED,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    requireResources: true,
    requirePinnedImages: true,
    requireReadiness: true,
    requireCredentials: true,
    spread: true,
    disruptionBudget: true,
    networkPolicy: true,
    configHash: true,
    resilientJobs: true,
    checkReferences: true,
  });

  /** A posture made from nothing; `Posture.PRODUCTION.with(…)` starts from the strictest. */
  public static custom(props: PostureProps): Posture {
    checkOptions('Posture.custom', 'PostureProps', props);
    return new Posture(props);
  }

  /** The posture of a construct: its own, or that of the nearest scope above it that has one, else PRODUCTION. */
  public static of(construct: IConstruct): Posture {
    for (let scope: IConstruct | undefined = construct; scope !== undefined; scope = scope.node.scope) {
      const own = (scope as WithPosture)[POSTURE];
      if (own !== undefined) {
        return own;
      }
    }
    return Posture.PRODUCTION;
  }

  public readonly security?: SecurityProfile;
  public readonly automountServiceAccountToken?: boolean;
  public readonly enableServiceLinks?: boolean;
  public readonly requireResources: boolean;
  public readonly requirePinnedImages: boolean;
  public readonly requireReadiness: boolean;
  public readonly requireCredentials: boolean;
  public readonly spread: boolean;
  public readonly disruptionBudget: boolean;
  public readonly networkPolicy: boolean;
  public readonly configHash: boolean;
  public readonly resilientJobs: boolean;
  public readonly checkReferences: boolean;

  private constructor(private readonly props: PostureProps) {
    this.security = props.security;
    this.automountServiceAccountToken = props.automountServiceAccountToken;
    this.enableServiceLinks = props.enableServiceLinks;
    this.requireResources = props.requireResources ?? false;
    this.requirePinnedImages = props.requirePinnedImages ?? false;
    this.requireReadiness = props.requireReadiness ?? false;
    this.requireCredentials = props.requireCredentials ?? false;
    this.spread = props.spread ?? false;
    this.disruptionBudget = props.disruptionBudget ?? false;
    this.networkPolicy = props.networkPolicy ?? false;
    this.configHash = props.configHash ?? false;
    this.resilientJobs = props.resilientJobs ?? false;
    this.checkReferences = props.checkReferences ?? false;
  }

  /** This posture with some defaults changed. */
  public with(props: PostureProps): Posture {
    checkOptions('Posture.with', 'PostureProps', props);
    return new Posture({ ...this.props, ...props });
  }

  /**
   * Hands this posture to everything that is made below the scope from now on.
   *
   * @throws when constructs that may have used another posture stand below the scope already
   */
  public applyTo(scope: IConstruct): void {
    if (scope.node.children.length > 0) {
      throw new Error(
        `the posture of "${scope.node.path}" must be set before its children are made, got ${scope.node.children.length} children`,
      );
    }
    Object.defineProperty(scope, POSTURE, { value: this, configurable: true });
  }
}
