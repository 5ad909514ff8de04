import { type Duration } from 'cdk8s';

/**
 * The whole seconds of a duration, which is how the Kubernetes API counts time.
 *
 * @param what the field, for the message
 * @throws when the duration is not a whole number of seconds
 */
export function wholeSeconds(what: string, duration: Duration): number {
  const seconds = duration.toSeconds({ integral: false });
  if (!Number.isInteger(seconds)) {
    throw new Error(`${what} must be a whole number of seconds, got ${seconds} s`);
  }
  return seconds;
}

/** As {@link wholeSeconds}, for a duration that may be absent. */
export function optionalSeconds(what: string, duration?: Duration): number | undefined {
  return duration === undefined ? undefined : wholeSeconds(what, duration);
}
