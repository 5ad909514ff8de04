/** Tells the verdict program what is in the cluster; `kubernetes/src/protocol.go` describes the fields. */
export interface VerdictSurroundings {
  readonly given: readonly unknown[];
}

/** A request to the verdict program; `kubernetes/src/protocol.go` describes the fields. */
export interface VerdictRequest {
  readonly object: unknown;
  readonly old?: unknown;
  readonly method?: 'apply' | 'replace';
  readonly namespace?: string;
  readonly stored?: boolean;
}

/** What the API server would answer. */
export interface VerdictAnswer {
  /** `unknown`: the server does not have the kind, and no CustomResourceDefinition of it was given. */
  readonly outcome: 'accepted' | 'refused' | 'unknown';

  /** Why the object is refused. */
  readonly problems?: readonly VerdictProblem[];

  /** What the server warns of, such as a deprecated version. */
  readonly warnings?: readonly string[];

  /** The object as the server would store it, when it was asked for. */
  readonly stored?: unknown;
}

/** One reason of a refusal. */
export interface VerdictProblem {
  /** The server's: `FieldValueInvalid`, `FieldValueRequired`, `BadRequest`, … */
  readonly reason: string;

  /** The path of the field, such as `spec.containers[0].image`. */
  readonly field?: string;

  /** The server's message. */
  readonly message: string;
}
