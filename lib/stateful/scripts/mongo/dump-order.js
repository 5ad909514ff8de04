'use strict';
/** Which member the backup is taken from. Pure: members-to-dump.js asks, this decides. */

/** How far a secondary may be behind the newest write that any member has. An idle primary writes every 10 s. */
const FRESH_MS = 60000;

/**
 * A secondary leaves the primary to its clients, the last one first: ordinal 0 is the primary of a new set. One that is
 * far behind would store the past under the name of today: it is left out. The primary is the last resort.
 *
 * @param hellos by host, in the order of the ordinals: the reply to hello, whatever it was
 * @returns hosts, the best first
 */
function dumpOrder(hellos) {
  const members = Object.entries(hellos)
    .filter(([, hello]) => hello.ok === 1 && (hello.secondary === true || hello.isWritablePrimary === true))
    .map(([host, hello]) => ({
      host,
      isPrimary: hello.isWritablePrimary === true,
      written: hello.lastWrite?.lastWriteDate?.getTime() ?? 0,
    }))
    .reverse();
  const newest = Math.max(...members.map(({ written }) => written));
  const secondaries = members.filter(({ isPrimary, written }) => !isPrimary && newest - written <= FRESH_MS);
  const primaries = members.filter(({ isPrimary }) => isPrimary);
  return [...secondaries, ...primaries].map(({ host }) => host);
}

module.exports = { dumpOrder, FRESH_MS };
