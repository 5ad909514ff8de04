/** What is wrong with a number of backups to keep: the one that was just stored is among them. */
export function retentionProblems(keep?: number): string[] {
  return keep === undefined || (Number.isInteger(keep) && keep >= 1)
    ? []
    : [`a backup must keep a whole number of files, at least 1, got ${keep}`];
}
