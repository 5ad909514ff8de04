/** One key of a Secret. */
export interface SecretKey {
  /** Name of the Secret. */
  readonly secretName: string;
  /** Key in it. */
  readonly key: string;
}
