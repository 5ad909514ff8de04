'use strict';
/* global Mongo */
/**
 * The one place that talks to servers. mongosh must `load` it, not require it: only then does it turn the promises of
 * Mongo's methods into values. Defines askWith(settings), whose result is the `ask` that round.js describes.
 */
const path = require('path');
const { connectionUri } = require(path.join(__dirname, 'settings.js'));
const { UNREACHABLE, AUTHENTICATION_FAILED } = require(path.join(__dirname, 'round.js'));

/**
 * Connections to the local server, by whether they are authenticated, kept from round to round: every new one costs a
 * megabyte of garbage, and mongosh would grow to 260 MB before it collects them. Peers are asked rarely and let go.
 */
const kept = new Map();

function open(settings, address, authenticated) {
  const uri = connectionUri(settings, address, authenticated);
  const known = kept.get(authenticated);
  if (address === settings.local && known !== undefined && known.uri === uri) return known.connection;
  return new Mongo(uri);
}

/** @param healthy whether the server let it in and answered; a connection that failed is never used again */
function release(settings, address, authenticated, connection, healthy) {
  const known = kept.get(authenticated);
  if (address === settings.local && healthy) {
    if (known?.connection === connection) return;
    kept.set(authenticated, { connection, uri: connectionUri(settings, address, authenticated) });
    // The password in the Secret is another one now.
    if (known !== undefined) known.connection.close();
    return;
  }
  if (known?.connection === connection) kept.delete(authenticated);
  connection.close();
}

globalThis.askWith = (settings) => {
  // Explicitly async: its callers are plain node, for whom a promise is a promise.
  return async function ask(address, command, authenticated) {
    let connection;
    let reply;
    try {
      connection = open(settings, address, authenticated);
      reply = connection.getDB('admin').runCommand(command);
    } catch (error) {
      // Only a server's answer carries a numeric code; everything else is a connection that failed.
      const code = typeof error.code === 'number' ? error.code : UNREACHABLE;
      reply = { ok: 0, code, message: error.codeName ?? error.name };
    }
    const healthy = reply.code !== UNREACHABLE && reply.code !== AUTHENTICATION_FAILED;
    if (connection !== undefined) release(settings, address, authenticated, connection, healthy);
    return reply;
  };
};
