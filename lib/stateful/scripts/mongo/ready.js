'use strict';
/* global askWith, load */
/** Readiness of the local mongod: exit status 0 while it is primary or secondary, else 1. hello needs no credentials. */
const path = require('path');
const { readSettings } = require(path.join(__dirname, 'settings.js'));
load(path.join(__dirname, 'wire.js'));

const settings = readSettings(process.env);
askWith(settings)(settings.local, { hello: 1 }, false).then((hello) => {
  process.exit(hello.isWritablePrimary === true || hello.secondary === true ? 0 : 1);
});
