/** The stable names that a StatefulSet and its headless Service give to the members. */
export class MemberNames {
  constructor(
    private readonly setName: string,
    private readonly serviceName: string,
    /** Number of members. */
    public readonly count: number,
  ) {}

  /**
   * DNS name of a member within its namespace, `SET-ORDINAL.SERVICE`.
   *
   * @throws when there is no such member
   */
  public dnsName(ordinal: number): string {
    if (!Number.isInteger(ordinal) || ordinal < 0 || ordinal >= this.count) {
      throw new Error(`"${this.setName}" has the members 0 to ${this.count - 1}, got ${ordinal}`);
    }
    return `${this.setName}-${ordinal}.${this.serviceName}`;
  }

  /** `DNSNAME:PORT` of all members. */
  public hosts(port: number): string[] {
    return Array.from({ length: this.count }, (_, ordinal) => `${this.dnsName(ordinal)}:${port}`);
  }
}

/** What is wrong with a number of members that decide by majority. */
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
