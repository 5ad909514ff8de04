'use strict';
/* global Mongo */
/**
 * The one place that talks to servers. mongosh must `load` it, not require it: only then does it turn the promises of
 * Mongo's methods into values. Defines askWith(settings), whose result is the `ask` that round.js describes.
 */
const path = require('path');
const { connectionUri } = require(path.join(__dirname, 'settings.js'));
const { UNREACHABLE } = require(path.join(__dirname, 'round.js'));

globalThis.askWith = (settings) => {
  // Explicitly async: its callers are plain node, for whom a promise is a promise.
  return async function ask(address, command, authenticated) {
    let connection;
    try {
      connection = new Mongo(connectionUri(settings, address, authenticated));
      return connection.getDB('admin').runCommand(command);
    } catch (error) {
      // Only a server's answer carries a numeric code; everything else is a connection that failed.
      const code = typeof error.code === 'number' ? error.code : UNREACHABLE;
      return { ok: 0, code, message: error.codeName ?? error.name };
    } finally {
      if (connection !== undefined) connection.close();
    }
  };
};
