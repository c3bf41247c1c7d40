#!/usr/bin/env node
// The first thing that runs on a fresh machine: plain JavaScript without dependencies. This file is written so that even
// a Node that is years too old can read it and say so; all else is in the files that it loads.

var version = process.versions.node.split('.').map(Number);

if (version[0] < 20 || (version[0] === 20 && version[1] < 19)) {
  process.stderr.write(
    'kata needs Node 20.19 or newer; this is Node ' +
      process.versions.node +
      ' (' +
      process.execPath +
      ').\nInstall the LTS version from https://nodejs.org, or run `nvm install --lts`, and start again.\n',
  );
  process.exit(3);
}

// Any program of the same user, a graded one too, can send SIGUSR1: Node would open its debugger to everybody on the
// machine. A listener of our own takes the place of that.
if (process.platform !== 'win32') process.on('SIGUSR1', () => {});

import('./set-up.mjs').then((setUp) => setUp.start());
