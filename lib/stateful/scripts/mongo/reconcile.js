'use strict';
/* global askWith, load, print, sleep */
/**
 * The reconciler of one member, run by mongosh beside its mongod: `sh mongosh.sh reconcile.js`. What it does is in
 * round.js and decide.js; this file gives them a clock and a log. See README.md.
 */
const path = require('path');
const { readSettings } = require(path.join(__dirname, 'settings.js'));
const { round } = require(path.join(__dirname, 'round.js'));
load(path.join(__dirname, 'wire.js'));

// As PID 1 of its container it would ignore a signal that it does not handle.
for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => process.exit(0));

let lastLine = '';

/** One line for every change: a quiet cluster writes nothing. Commands never get here, so no password does. */
function report(entry) {
  const line = JSON.stringify(entry);
  if (line === lastLine) return;
  lastLine = line;
  print(JSON.stringify({ time: new Date().toISOString(), ...entry }));
}

async function run() {
  const memory = {};
  // A wrong environment at the start ends the container; later it is a mounted file that is late or wrong, and waits.
  let settings = readSettings(process.env);
  for (let done = 1; ; done++) {
    try {
      settings = readSettings(process.env);
      const { decision, outcome } = await round(askWith(settings), settings, memory);
      report({
        ordinal: settings.ordinal,
        action: decision.kind,
        reason: decision.reason,
        ...(decision.problem === true ? { problem: true } : {}),
        ...(outcome.result === 'NOTHING' ? {} : outcome),
      });
    } catch (error) {
      report({ ordinal: settings.ordinal, action: 'ERROR', problem: true, reason: error.message });
    }
    if (settings.rounds > 0 && done >= settings.rounds) process.exit(0);
    sleep(settings.intervalSeconds * 1000);
  }
}

run().catch((error) => {
  report({ action: 'ERROR', problem: true, reason: error.message });
  process.exit(1);
});
