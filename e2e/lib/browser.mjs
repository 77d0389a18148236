import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { aptInstall } from './aptInstall.mjs';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

/** Chromium without a window; Debian's is installed where there is none. */
export async function openBrowser() {
  if (!find()) {
    await aptInstall('chromium', 'fonts-dejavu-core');
  }
  const executablePath = find();
  if (!executablePath) throw new Error('Chromium is needed, and could not be installed.');
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

function find() {
  return places.find(place => existsSync(place));
}
