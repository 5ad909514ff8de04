/** Names that a set's members and clients are found by. */
export interface MemberNamesProps {
  /** What the members run, `redis` for example: a part of the key of the client label. */
  readonly app: string;
  /** Name of the StatefulSet. */
  readonly name: string;
  /** Name of the headless Service. */
  readonly serviceName: string;
  /** Number of members. */
  readonly members: number;
  /** Labels of the pods. */
  readonly podLabels: { readonly [key: string]: string };
}

/** The stable names that a StatefulSet and its headless Service give to the members. */
export class MemberNames {
  /** Name of the StatefulSet. */
  public readonly name: string;

  /** Name of the headless Service. */
  public readonly serviceName: string;

  /** Number of members. */
  public readonly members: number;

  /** Labels of the pods. */
  public readonly podLabels: { readonly [key: string]: string };

  private readonly app: string;

  constructor({ app, name, serviceName, members, podLabels }: MemberNamesProps) {
    this.app = app;
    this.name = name;
    this.serviceName = serviceName;
    this.members = members;
    this.podLabels = podLabels;
  }

  /**
   * Labels that a pod of the namespace needs to be let in, where a NetworkPolicy guards the set. The key is the same for
   * all sets of an application, so that the name can be a value of a Helm chart: a pod is a client of one set each.
   */
  public get clientLabels(): { readonly [key: string]: string } {
    return { [`cdk8s-patterns/${this.app}-client`]: this.name };
  }

  /** Ordinals of the members. */
  public get ordinals(): number[] {
    return Array.from({ length: this.members }, (_, ordinal) => ordinal);
  }

  /**
   * DNS name of a member within its namespace, `SET-ORDINAL.SERVICE`.
   *
   * @throws when there is no such member
   */
  public dnsName(ordinal: number): string {
    if (!Number.isInteger(ordinal) || ordinal < 0 || ordinal >= this.members) {
      throw new Error(`"${this.name}" has the members 0 to ${this.members - 1}, got ${ordinal}`);
    }
    return `${this.name}-${ordinal}.${this.serviceName}`;
  }

  /** `DNSNAME:PORT` of all members. */
  public hosts(port: number): string[] {
    return this.ordinals.map((ordinal) => `${this.dnsName(ordinal)}:${port}`);
  }
}

/** Reports a number of members that cannot decide by majority. */
export function membershipProblems(what: string, members: number): string[] {
  if (!Number.isInteger(members) || members < 1) {
    return [`${what} needs a whole number of members, at least 1, got ${members}`];
  }
  return members % 2 === 0
    ? [
        `${what} needs an odd number of members, got ${members}: ${members} survive the loss of no more members than ${members - 1} do`,
      ]
    : [];
}
