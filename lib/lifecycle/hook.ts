import { type HookDeletePolicy, HookEvent } from '../kubernetes/hook-event';
import { type Annotations, argoCdAnnotations, HELM_HOOK } from '../kubernetes/hook-annotations';
import { checkOptions } from '../props/check-props';

/** The tool that runs hooks. */
export enum HookEngine {
  /** Helm: `helm.sh/hook` annotations. Argo CD understands most of them too. */
  HELM = 'helm',
  /** Argo CD: `argocd.argoproj.io/hook` annotations. */
  ARGO_CD = 'argocd',
  /** None (kubectl, Flux's kustomize-controller): no annotations, the object is an ordinary object. */
  NONE = 'none',
}

/** Order and deletion of a hook. */
export interface HookOptions {
  /**
   * Hooks of one event run from the lowest weight to the highest, at equal weight by name. An integer, negative ones
   * too.
   *
   * @default - not written: 0
   */
  readonly weight?: number;

  /**
   * When the hook's object is deleted.
   *
   * @default - not written: before-hook-creation
   */
  readonly deletePolicies?: HookDeletePolicy[];

  /**
   * The tool that runs the hook.
   *
   * @default HookEngine.HELM
   */
  readonly engine?: HookEngine;
}

/** The events of a release at which an object is applied, apart from the release itself. */
export class Hook {
  /** Not a hook: an ordinary object of the release. */
  public static readonly NONE = new Hook([], { engine: HookEngine.NONE });

  /**
   * A hook on one or more events.
   *
   * @throws when there is no event, the weight is no integer, or Argo CD is asked for events that it never runs
   */
  public static on(events: HookEvent[], options: HookOptions = {}): Hook {
    checkOptions('Hook.on', 'HookOptions', options);
    return new Hook(events, options);
  }

  /** The tool that runs the hook. */
  public readonly engine: HookEngine;
  /** The events, without duplicates. */
  public readonly events: HookEvent[];
  /** Weight, 0 when none was given. */
  public readonly weight: number;

  private constructor(
    events: HookEvent[],
    private readonly options: HookOptions,
  ) {
    this.engine = options.engine ?? HookEngine.HELM;
    this.events = [...new Set(events)];
    this.weight = options.weight ?? 0;
    if (this.engine === HookEngine.NONE) {
      return;
    }
    if (this.events.length === 0) {
      throw new Error(`a hook needs at least one event, got none; allowed are ${Object.values(HookEvent).join(', ')}`);
    }
    // Helm silently reads a weight that is not an integer as 0.
    if (!Number.isInteger(this.weight)) {
      throw new Error(`the weight of a hook must be an integer, got ${this.weight}`);
    }
    if (options.deletePolicies?.length === 0) {
      throw new Error(
        'the delete policies of a hook must not be an empty list: leave them out for before-hook-creation',
      );
    }
    if (this.engine === HookEngine.ARGO_CD && argoCdAnnotations(this.helmAnnotations()) === undefined) {
      throw new Error(
        `argo cd runs no hooks for ${this.events.join(', ')}; it runs those for pre-install, pre-upgrade, post-install, post-upgrade, pre-delete and post-delete`,
      );
    }
  }

  /** Whether the object is a hook at all. */
  public get isHook(): boolean {
    return this.engine !== HookEngine.NONE;
  }

  /** Whether delete policies were given. */
  public get hasDeletePolicies(): boolean {
    return this.options.deletePolicies !== undefined;
  }

  /** The same hook with some options changed. */
  public with(options: HookOptions): Hook {
    checkOptions('Hook.with', 'HookOptions', options);
    return new Hook(this.events, { ...this.options, ...options });
  }

  /**
   * The hook of an object that this hook needs: the same events, with a lower weight.
   *
   * @param weight weight of the earlier hook; by default one less than this hook's
   * @throws when the weight is not lower: at equal weight Helm orders by name, not by need
   */
  public before(weight: number = this.weight - 1): Hook {
    if (!this.isHook) {
      return this;
    }
    if (weight >= this.weight) {
      throw new Error(`what a hook of weight ${this.weight} needs must have a lower weight, got ${weight}`);
    }
    return this.with({ weight });
  }

  /** The annotations that make an object a hook. */
  public get annotations(): { readonly [key: string]: string } {
    switch (this.engine) {
      case HookEngine.NONE:
        return {};
      case HookEngine.HELM:
        return this.helmAnnotations();
      case HookEngine.ARGO_CD:
        return argoCdAnnotations(this.helmAnnotations()) ?? {};
    }
  }

  private helmAnnotations(): Annotations {
    const { weight, deletePolicies } = this.options;
    return {
      [HELM_HOOK.events]: this.events.join(','),
      ...(weight === undefined ? {} : { [HELM_HOOK.weight]: String(weight) }),
      ...(deletePolicies === undefined ? {} : { [HELM_HOOK.deletePolicy]: deletePolicies.join(',') }),
    };
  }
}
