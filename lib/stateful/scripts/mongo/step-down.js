'use strict';
/* global askWith, load, print */
/**
 * preStop of the mongod container: a primary hands over to a secondary that has caught up, so that clients find the next
 * primary in a second instead of after an election timeout. Always ends with status 0: SIGTERM, on which mongod steps
 * down itself, follows in any case.
 */
const path = require('path');
const { readSettings } = require(path.join(__dirname, 'settings.js'));
load(path.join(__dirname, 'wire.js'));

/** Seconds in which this member will not stand for election, and seconds it waits for a secondary to catch up. */
const STEP_DOWN_SECONDS = 60;
const CATCH_UP_SECONDS = 15;

async function stepDown() {
  const settings = readSettings(process.env);
  const ask = askWith(settings);
  const hello = await ask(settings.local, { hello: 1 }, false);
  if (hello.isWritablePrimary !== true) return;
  const command = { replSetStepDown: STEP_DOWN_SECONDS, secondaryCatchUpPeriodSecs: CATCH_UP_SECONDS };
  const reply = await ask(settings.local, command, settings.user !== undefined);
  print(JSON.stringify({ time: new Date().toISOString(), action: 'STEP_DOWN', ok: reply.ok, code: reply.code }));
}

stepDown()
  .catch((error) => print(JSON.stringify({ action: 'STEP_DOWN', problem: true, reason: error.message })))
  .finally(() => process.exit(0));
