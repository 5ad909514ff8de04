/** A family of IP addresses. */
export enum IpFamily {
  IPV4 = 'IPv4',
  IPV6 = 'IPv6',
}

/** Whether a Service has addresses of one family or of both. */
export enum IpFamilyPolicy {
  /** One family. */
  SINGLE_STACK = 'SingleStack',
  /** Both families where the cluster has both. */
  PREFER_DUAL_STACK = 'PreferDualStack',
  /** Both families; a cluster with one refuses the Service. */
  REQUIRE_DUAL_STACK = 'RequireDualStack',
}
