// What the tests of the page share: a browser, a page whose every complaint is heard, and the server under test.
//
// ROOM_URL is the server's address; CASUS and DB let tests add stories to its database. The browser is Debian's Chromium
// (CHROMIUM names another).
import assert from 'node:assert/strict';
import fs from 'node:fs';
import * as esbuild from 'esbuild';
import {chromium} from 'playwright-core';

export const base = (process.env.ROOM_URL ?? 'http://127.0.0.1:8799').replace(/\/$/, '');
export const executable = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
    .find((path) => path && fs.existsSync(path));

let browser;
export async function open() {
  browser ??= await chromium.launch({executablePath: executable, args: ['--no-sandbox', '--disable-gpu', '--force-color-profile=srgb']});
  return browser;
}
export async function close() {
  await browser?.close();
  browser = undefined;
}

export const api = async (path) => {
  const answer = await fetch(`${base}/api/v1/${path}`);
  assert.equal(answer.status, 200, path);
  return answer.json();
};

// A source of the page as the page runs it, here: bundled, with a browser's few words it asks for.
export async function bundled(file) {
  const here = new URL('../', import.meta.url);
  const iso = fs.readFileSync(new URL('iso3166.txt', here), 'utf8');
  const {outputFiles} = await esbuild.build({
    entryPoints: [new URL(file, here).pathname], bundle: true, write: false, format: 'esm', platform: 'neutral', mainFields: ['module', 'main'], jsx: 'automatic', jsxImportSource: 'preact',
    define: {ALPHA2: JSON.stringify([...iso.matchAll(/([A-Z]{3}) ([A-Z]{2})/g)].map((m) => m[1] + m[2]).join(' '))},
  });
  globalThis.location ??= {hash: '', search: '', pathname: '/'};
  globalThis.document ??= {documentElement: {}};
  globalThis.sessionStorage ??= {getItem: () => null};
  globalThis.addEventListener ??= () => {};
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

// A page in a context of its own. `complaints` collects errors, breaches of the content policy, requests to elsewhere and
// dialogs; quiet() asserts that there were none, but for those that match `but`. `before` sees the page before it is loaded.
export async function visit(address = '/', {before, settle = true, ...options} = {}) {
  const context = await (await open()).newContext({viewport: {width: 1280, height: 720}, locale: 'en-GB', timezoneId: 'UTC', acceptDownloads: true, ...options});
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${base}/`) && !url.startsWith('data:') && !url.startsWith('blob:')) complaints.push(`request elsewhere: ${url}`);
  });
  await page.addInitScript(() => {
    window.breaches = [];
    document.addEventListener('securitypolicyviolation', (event) => window.breaches.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  await before?.(page);
  await page.goto(base + address);
  const room = {
    page, complaints,
    quiet: async (but) => {
      const breaches = await page.evaluate(() => window.breaches);
      assert.deepEqual([...complaints.filter((text) => !but?.test(text)), ...breaches], []);
    },
    settled: async () => {
      try {
        await page.waitForFunction(() => document.querySelectorAll('[data-pane]').length >= 8 && !document.querySelector('[aria-busy=true]'), null, {timeout: 20_000});
      } catch (error) {
        const busy = await page.evaluate(() => [...document.querySelectorAll('[aria-busy=true]')].map((pane) => pane.dataset.pane));
        throw new Error(`still busy at ${page.url()}: ${busy.join(', ')} (${error.message})`);
      }
    },
    query: () => new URLSearchParams(new URL(page.url()).search),
    pane: (name) => page.locator(`[data-pane=${name}]`),
    done: () => context.close(),
  };
  if (settle) await room.settled();
  return room;
}

// Runs `look` until it does not throw; for what the page does in its own time.
export async function soon(look, ms = 8000) {
  const end = Date.now() + ms;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
  }
}

// A span of a text, by code points.
export const cut = (text, start, end) => [...text].slice(start, end).join('');

// The situation with the most stories, as the page and as the API take it; everything where none is known.
export async function busiest() {
  const {items} = await api('situations?limit=200');
  const situation = [...items].sort((a, b) => b.stories - a.stories)[0];
  return situation ? {id: situation.id, home: `/?situation=${encodeURIComponent(situation.id)}`, filter: `situation=${encodeURIComponent(situation.id)}`}
    : {id: null, home: '/?situation=all', filter: ''};
}
