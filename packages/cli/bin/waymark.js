#!/usr/bin/env node
/* Runs the built package, or in this repo its sources. */
const { existsSync } = require('node:fs');
const { join } = require('node:path');

if (Number(process.versions.node.split('.')[0]) < 22) {
  console.error(`waymark needs Node 22 or 24; this is ${process.version}.`);
  process.exit(1);
}
const sources = join(__dirname, '..', 'src', 'index.ts');
if (existsSync(sources)) require('@backstage/cli-node/config/nodeTransform.cjs');
const { runCli } = require(existsSync(sources) ? sources : '..');

void runCli(process.argv.slice(2)).then(code => {
  process.exitCode = code;
});
