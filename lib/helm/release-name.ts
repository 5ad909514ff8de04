/** Names that Helm accepts for a release: DNS names. */
const RELEASE_NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** The longest name that Helm accepts for a release. */
export const RELEASE_NAME_LENGTH = 53;

/** Reports the name of a release that Helm or its chart refuses. */
export function releaseNameProblems(name: string, maxLength: number): string[] {
  if (RELEASE_NAME.test(name) && name.length <= maxLength) return [];
  return [`the release name must be a dns name of at most ${maxLength} characters, got '${name}'`];
}

/** Reports a limit of the length of release names that is none. */
export function releaseNameLengthProblems(maxLength: number): string[] {
  return Number.isInteger(maxLength) && maxLength >= 1 && maxLength <= RELEASE_NAME_LENGTH
    ? []
    : [`maxReleaseNameLength must be from 1 to ${RELEASE_NAME_LENGTH}, got ${maxLength}`];
}

/** A template without objects that refuses a longer release name. */
export function releaseNameTemplate(maxLength: number): string {
  const message = `the release name must have at most ${maxLength} characters, got %q`;
  return [
    `{{- if gt (len .Release.Name) ${maxLength} }}`,
    `{{- fail (printf ${JSON.stringify(message)} .Release.Name) }}`,
    '{{- end }}',
    '',
  ].join('\n');
}
