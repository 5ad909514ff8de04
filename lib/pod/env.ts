import { type EnvValue } from 'cdk8s-plus-27';
import type * as core from '../kubernetes/api/core';
import { checkOptions } from '../props/check-props';

/** Whether a ConfigMap, Secret or key may be missing. */
export interface EnvReferenceOptions {
  /**
   * Start the container also when the object or key does not exist.
   *
   * @default - false
   */
  readonly optional?: boolean;
}

/** A whole ConfigMap or Secret as environment. */
export interface EnvSourceOptions extends EnvReferenceOptions {
  /**
   * Text put before each key.
   *
   * @default - none
   */
  readonly prefix?: string;
}

/** A container's own request or limit as environment. */
export interface EnvResourceOptions {
  /**
   * Name of the container whose resource is read.
   *
   * @default - the container that has the variable
   */
  readonly container?: string;

  /**
   * Unit of the value, a quantity such as `1Mi`.
   *
   * @default - "1"
   */
  readonly divisor?: string;
}

/**
 * One entry of a container's environment: a variable, or all keys of a ConfigMap or Secret.
 *
 * Order is kept, since `$(NAME)` in a value sees only the variables before it.
 */
export class Env {
  /** A plain value. */
  public static value(name: string, value: string): Env {
    return Env.variable({ name, value });
  }

  /** Several plain values, in the order of the object's keys. */
  public static values(values: { readonly [name: string]: string }): Env[] {
    return Object.entries(values).map(([name, value]) => Env.value(name, value));
  }

  /** A key of a ConfigMap; the key is by default named as the variable. */
  public static configMapKey(
    name: string,
    configMap: string,
    key: string = name,
    options: EnvReferenceOptions = {},
  ): Env {
    checkOptions('Env.configMapKey', 'EnvReferenceOptions', options);
    return Env.variable({ name, valueFrom: { configMapKeyRef: { name: configMap, key, ...options } } });
  }

  /** A key of a Secret; the key is by default named as the variable. */
  public static secretKey(name: string, secret: string, key: string = name, options: EnvReferenceOptions = {}): Env {
    checkOptions('Env.secretKey', 'EnvReferenceOptions', options);
    return Env.variable({ name, valueFrom: { secretKeyRef: { name: secret, key, ...options } } });
  }

  /** A field of the pod, such as `metadata.name` or `status.podIP`. */
  public static field(name: string, fieldPath: string): Env {
    return Env.variable({ name, valueFrom: { fieldRef: { fieldPath } } });
  }

  /** A request or limit of a container, such as `limits.memory`. */
  public static resource(name: string, resource: string, options: EnvResourceOptions = {}): Env {
    checkOptions('Env.resource', 'EnvResourceOptions', options);
    const divisor = options.divisor === undefined ? undefined : options.divisor;
    return Env.variable({
      name,
      valueFrom: { resourceFieldRef: { resource, containerName: options.container, divisor } },
    });
  }

  /** A cdk8s-plus `EnvValue`. */
  public static of(name: string, value: EnvValue): Env {
    return Env.variable({ name, value: value.value as string, valueFrom: value.valueFrom as core.EnvVarSource });
  }

  /** All keys of a ConfigMap. */
  public static fromConfigMap(configMap: string, options: EnvSourceOptions = {}): Env {
    checkOptions('Env.fromConfigMap', 'EnvSourceOptions', options);
    const { prefix, optional } = options;
    return new Env(undefined, { prefix, configMapRef: { name: configMap, optional } });
  }

  /** All keys of a Secret. */
  public static fromSecret(secret: string, options: EnvSourceOptions = {}): Env {
    checkOptions('Env.fromSecret', 'EnvSourceOptions', options);
    const { prefix, optional } = options;
    return new Env(undefined, { prefix, secretRef: { name: secret, optional } });
  }

  private static variable(variable: core.EnvVar): Env {
    return new Env(variable, undefined);
  }

  private constructor(
    /** @internal */
    public readonly _variable: core.EnvVar | undefined,
    /** @internal */
    public readonly _source: core.EnvFromSource | undefined,
  ) {}
}
