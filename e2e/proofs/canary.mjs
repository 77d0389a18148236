#!/usr/bin/env node
// A canary in every input that holds a secret, tasks that end in every way, and then a search for the canaries everywhere.
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { canaryOf, createCanary, formsOf } from '../canary/canaries.mjs';
import { createCanaryPortal } from '../canary/canaryPortal.mjs';
import { placesOfEngineChildren, placesOfFolder, placesOfRepos, placesOfRow, placesOfSqlite } from '../canary/places.mjs';
import { search, tellFinds } from '../canary/search.mjs';
import { thefts } from '../canary/thievingLibrary.mjs';
import { startPostgres } from '../lib/postgres.mjs';
import { createTally } from '../lib/tally.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const tally = createTally('canary');
const config = {
  integrationToken: createCanary('token of the integration'),
  authKey: createCanary('key of backend.auth', core => Buffer.from(core).toString('base64')),
  serviceToken: createCanary('token of an external service'),
  environment: createCanary('environment of the backend'),
  libraryPassword: createCanary('password in waymark.library.url'),
  databasePassword: createCanary('password of the database'),
};
const given = {
  api: createCanary('secret of a task', core => `${core}/+"\\'<&%{é`),
  userToken: createCanary('USER_OAUTH_TOKEN of a task'),
  dryRun: createCanary('secret of a dry run'),
};
// A form's fields are no secrets: the scaffolder keeps them as they were typed, and audits them. They are to be found nowhere else.
const typed = {
  answer: createCanary('secret that was typed as an answer'),
  urlPassword: createCanary('password in the address of a library'),
  repoUrlPassword: createCanary('password in a repoUrl'),
};
// Not a secret: it must be found, wherever a task leaves anything.
const shown = createCanary('what is no secret', core => `shown-${core}`);

await tally.step('the search finds a canary in every form, and in every kind of place', async () => {
  for (const [form, text] of Object.entries(formsOf(given.api))) {
    assert.deepEqual(search([{ place: 'x', content: `…${text}…` }], [given.api]).map(find => find.form).includes(form), true, form);
  }
  const sentence = `a ${given.api.value} b`;
  for (const content of [Buffer.from(sentence).toString('base64'), Buffer.from(`.${sentence}`).toString('base64'), Buffer.from(`..${sentence}`).toString('hex'), encodeURIComponent(sentence), JSON.stringify({ a: [sentence] })]) {
    assert.equal(search([{ place: 'x', content }], Object.values(given))[0]?.canary, given.api.name, content);
  }
});

await onDatabase('SQLite', { rows: portal => placesOfSqlite(join(portal.data, 'db')) });
const postgres = await tally.step('PostgreSQL is there', startPostgres);
if (postgres) {
  try {
    const connection = { host: '127.0.0.1', port: postgres.port, user: 'postgres', password: config.databasePassword.value };
    await onDatabase('PostgreSQL', { database: { client: 'pg', connection }, rows: async () => (await postgres.allRows()).flatMap(({ table, row }) => placesOfRow(table, row)) });
  } finally {
    postgres.stop();
  }
}
tally.finish();

async function onDatabase(kind, { database, rows }) {
  const step = (title, stepWork) => tally.step(`on ${kind}, ${title}`, stepWork);
  const work = mkdtempSync(join(tmpdir(), 'waymark-canary-'));
  const portal = await step('a portal with a canary in every secret of its config and environment', () => createCanaryPortal({ root, work, config, database }));
  try {
    if (portal) await prove({ portal, step, rows });
  } finally {
    await portal?.stop();
    rmSync(work, { recursive: true, force: true });
  }
}

async function prove({ portal, step, rows }) {
  const { forge, forgeHost } = portal;
  const signedIn = canaryOf('token of the user', portal.userToken);
  const canaries = [...Object.values(config), ...Object.values(given), signedIn];
  const secrets = { CANARY_API: given.api.value, USER_OAUTH_TOKEN: given.userToken.value, CANARY_TYPED: typed.answer.value };
  const library = `${forge}/acme/thieves/tree/main`;
  const answers = (name, more = {}) => ({ name, description: `It holds ${shown.value}`, owner: 'group:default/platform', entities: [{ name: 'Order', fields: [{ name: 'number', type: 'string' }] }], ...more });
  const values = (name, more = {}) => ({ repoUrl: `${forgeHost}?owner=acme&repo=${name}`, library, goldenPath: 'good', answers: answers(name), tamper: false, wait: false, asUser: false, careless: false, ...more });
  const start = (name, more) => portal.startTask({ values: values(name, more), secrets });

  const endings = {
    good: { status: 'completed' },
    'answers-invalid': { more: { answers: answers('Not A Name') }, error: /ANSWERS|name/ },
    'secret-in-answers': { more: { answers: answers('secret-in-answers', { title: `with ${typed.answer.value}` }) }, error: /secrets\.CANARY_TYPED/ },
    careless: { more: { careless: true }, error: /secrets\.CANARY_API/ },
    'library-gone': { more: { library: `http://reader:${typed.urlPassword.value}@${forgeHost}/acme/nothing/tree/main` }, error: /cannot be read/ },
    'library-no-repo': { more: { library: `http://reader:${typed.urlPassword.value}@${forgeHost}/` }, error: /cannot be read/ },
    'library-elsewhere': { more: { library: `http://reader:${typed.urlPassword.value}@elsewhere.example/acme/x` }, error: /no integration/ },
    'repo-url': { more: { repoUrl: `deployer:${typed.repoUrlPassword.value}@${forgeHost}?owner=ac me&repo=x` }, error: /is no name of/ },
    'repo-url-of-nobody': { more: { repoUrl: `deployer:${typed.repoUrlPassword.value}@elsewhere.example?owner=acme&repo=x` }, error: /integration|elsewhere/ },
    unverified: { more: { goldenPath: 'unverified' }, error: /does not pass/ },
    'push-refused': { more: { asUser: true }, error: /./ },
    'register-fails': { more: { catalogInfoUrl: `${forge}/acme/nothing/blob/main/catalog-info.yaml` }, error: /./ },
    'seal-fails': { more: { tamper: true }, error: /tree/ },
    ...Object.fromEntries(thefts.map((theft, index) => [`theft-${index}`, { more: { goldenPath: `theft-${index}` }, error: /cannot be rendered|there is no value/ }])),
  };

  const running = await start(`waiting-${shown.core}`, { wait: true });
  await step('while a task runs, the scaffolder keeps its secrets for a resumption, and nobody else does', async () => {
    await portal.untilLogged(running, /Waiting/i);
    const finds = search(await placesOfData(), canaries);
    assert.ok(finds.some(({ place, canary }) => place.endsWith('tasks.secrets') && canary === given.api.name), 'the secrets of the running task were not found where they are');
    assert.ok(finds.some(({ place, canary }) => place.endsWith('tasks.secrets') && canary === signedIn.name), 'the user’s token was not found where it is');
    assert.equal(tellFinds(finds.filter(({ place }) => !place.endsWith('tasks.secrets'))), '');
  });

  const ids = {};
  for (const [name, { status = 'failed', more, error }] of Object.entries(endings)) {
    await step(`a task that ends so: ${name}`, async () => {
      ids[name] = await start(`${name}-${shown.core}`, more);
      const end = await portal.untilEnded(ids[name]);
      assert.equal(end.status, status, end.log);
      if (error) assert.match(`${end.error}`, error);
    });
  }
  // Only now: a child is started by the first task that needs one.
  await step('the engine’s children have no canary in their environment and arguments', async () => {
    const places = placesOfEngineChildren(process.pid);
    assert.ok(places.length >= 2, 'there is no child');
    assert.equal(tellFinds(search(places, canaries)), '');
    assert.ok(places.filter(({ place }) => place.includes('environment')).every(({ content }) => content === ''), 'a child has an environment');
  });
  await step('a task that is cancelled', async () => {
    await portal.call(`/scaffolder/v2/tasks/${running}/cancel`, { method: 'POST' });
    await portal.untilEnded(running);
  });
  await step('a dry run, with the library of the config', async () => {
    const answer = await portal.dryRun({ values: values('dry'), secrets: { CANARY_API: given.dryRun.value } });
    assert.equal(answer.status, 200, answer.text);
    assert.ok(search([{ place: 'the dry run', content: answer.text }], [shown]).length > 0, 'the dry run does not show what is no secret');
  });
  await step('a dry run whose answers hold its secret', async () => {
    const answer = await portal.dryRun({ values: values('dry', { answers: answers('dry', { title: given.dryRun.value }) }), secrets: { CANARY_API: given.dryRun.value } });
    assert.match(answer.text, /secrets\.CANARY_API/);
  });
  await step('the records of all tasks, and what is answered to those who may not read them', async () => {
    for (const id of [running, ...Object.values(ids), 'unknown']) {
      await portal.ask(`/scaffolder/waymark/tasks/${id}`);
      await portal.ask(`/scaffolder/waymark/tasks/${id}`, { headers: { authorization: `Bearer ${portal.userToken}x` } });
    }
  });
  await sleep(2000);

  const data = await placesOfData();
  const responses = portal.responses();
  const events = await portal.events();
  const all = { 'logs, forge, repos, databases and temporary folders': data, 'answers of HTTP routes': responses, 'events of the event bus': events };
  for (const [title, places] of Object.entries(all)) {
    await step(`${title}: what is no secret is found there`, async () => {
      assert.ok(search(places, [shown]).length > 0, `${places.length} places`);
    });
    await step(`${title}: no canary`, async () => {
      assert.equal(tellFinds([...search(places, canaries), ...search(places.map(withoutTyped), Object.values(typed))]), '');
    });
  }
  await step('what is no secret is found in log, forge, repo, waymark, rows of the scaffolder, of the catalog and of our records', async () => {
    const found = [...new Set(search(data, [shown]).map(({ place }) => place))];
    for (const place of [/logs\/backend\.log/, /the objects of .*acme\/good/, /scaffolder.*\.tasks\.spec/, /scaffolder.*\.task_events\.body/, /waymark_task_records\.repo_url/, /catalog/]) {
      assert.ok(found.some(each => place.test(each)), `${place} is not among\n${found.join('\n')}`);
    }
  });
  await step('no workspace is left', async () => {
    assert.equal(placesOfFolder(portal.temporary, 'tmp').map(({ place }) => place).join('\n'), '');
  });

  async function placesOfData() {
    return [...placesOfFolder(portal.data, 'data').filter(({ place }) => !/\.sqlite(-\w+)?$/.test(place)), ...placesOfRepos(join(portal.data, 'forge')), ...(await rows(portal)), ...placesOfFolder(portal.temporary, 'tmp')];
  }
}

/** A place without the parameters of tasks, in the scaffolder's own rows, answers, audit lines and events. */
function withoutTyped({ place, content }) {
  if (/scaffolder.*\.tasks\.spec$|^GET \/scaffolder\/v2\/tasks\/[\w-]+$/.test(place)) return { place, content: '' };
  if (/backend\.log$/.test(place)) return { place, content: String(content).replace(/("parameters"|"taskParameters"):.*/g, '') };
  if (/^an event$|event_bus_events\.data_json$/.test(place)) return { place, content: JSON.stringify(JSON.parse(content), (key, value) => (key === 'parameters' ? undefined : value)) };
  return { place, content };
}
