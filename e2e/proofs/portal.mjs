#!/usr/bin/env node
// The main job, end to end: through the scaffolder's HTTP API, and by hand in a browser.
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createBackstageApi } from '../lib/backstageApi.mjs';
import { startPortal } from '../lib/portal.mjs';
import { startPostgres } from '../lib/postgres.mjs';
import { ensurePython } from '../lib/python.mjs';
import { run } from '../lib/run.mjs';
import { createTally } from '../lib/tally.mjs';
import { useThePortal } from '../lib/useThePortal.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const tally = createTally('portal');
const work = mkdtempSync(join(tmpdir(), 'waymark-e2e-'));

const shop = {
  name: 'product-catalog',
  title: 'Product Catalog',
  description: 'Products that the shop sells, "quoted" & {{ braced }}',
  owner: 'group:default/commerce',
  system: 'system:default/shop',
  entities: [
    { name: 'Category', fields: [{ name: 'name', type: 'string', unique: true, maxLength: 80 }], relations: [{ name: 'parent', to: 'Category', kind: 'many-to-one' }] },
    { name: 'Tag', fields: [{ name: 'label', type: 'string', unique: true, maxLength: 40 }] },
    {
      name: 'Product',
      fields: [
        { name: 'name', type: 'string', minLength: 3, maxLength: 100, indexed: true },
        { name: 'price', type: 'decimal', precision: 12, scale: 2, exclusiveMinimum: 0 },
        { name: 'available_stock', type: 'integer', minimum: 0, default: 0 },
        { name: 'status', type: 'enum', values: ['draft', 'active', 'retired'], default: 'draft' },
      ],
      relations: [
        { name: 'category', to: 'Category', kind: 'many-to-one', required: true },
        { name: 'tags', to: 'Tag', kind: 'many-to-many' },
      ],
    },
  ],
};

const portal = await tally.step('npm start brings the portal up', () => startPortal({ root }));
if (portal) {
  try {
    await throughTheApi();
    await useThePortal({ portal, tally, screenshots: join(root, '.cache', 'screenshots') });
  } finally {
    await tally.step('Ctrl-C ends every child', async () => {
      await portal.stop();
      for (const url of [portal.app, portal.backend, portal.forge]) {
        assert.equal(await fetch(url).then(() => 'answers', () => 'gone'), 'gone', url);
      }
    });
    rmSync(work, { recursive: true, force: true });
  }
}
tally.finish();

async function throughTheApi() {
  const api = await createBackstageApi(portal.backend);
  const repoUrl = `${portal.forgeHost}?owner=acme&repo=product-catalog`;
  const task = await tally.step('a task makes, proves, publishes and registers a service of three related entities', async () => {
    const result = await api.runTask('template:default/fastapi-service', { ...shop, repoUrl });
    assert.equal(result.status, 'completed', `${result.error?.message}\n${result.log}`);
    return result;
  });
  if (!task) return;
  await tally.step('its output links to the repo, the entity and the verify report', async () => {
    assert.deepEqual(task.output.links.map(link => link.url ?? link.entityRef), [
      `${portal.forge}/acme/product-catalog`,
      'component:default/product-catalog',
      `${portal.app}/waymark/tasks/${task.id}`,
    ]);
    assert.match(task.output.text[0].content, /^All \d+ checks passed/);
  });
  await tally.step('its record is sealed and holds plan and report', async () => {
    const record = await api.call(`/scaffolder/waymark/tasks/${task.id}`);
    assert.equal(record.status, 'sealed');
    assert.equal(record.report.errors, 0);
    assert.ok(record.plan.layers.some(layer => layer.layer === 'persistence'));
  });
  await tally.step('Component and API are in the catalog, linked', async () => {
    const component = await api.untilEntity('component', 'product-catalog');
    assert.equal(component.spec.owner, 'group:default/commerce');
    const [{ targetRef }] = component.relations.filter(relation => relation.type === 'providesApi');
    const definition = await api.untilEntity('api', targetRef.split('/')[1]);
    const document = JSON.parse(definition.spec.definition);
    assert.ok(Object.keys(document.paths).some(path => path.endsWith('/products')), 'the API document has the products');
  });
  await tally.step('the repo is a normal git repo, and its homepage is the catalog page', async () => {
    await run('git', ['clone', '-q', `${portal.forge}/acme/product-catalog.git`, join(work, 'repo')]);
    await run('git', ['fsck', '--strict'], { cwd: join(work, 'repo') });
    const repo = await fetch(`${portal.forge}/api/v3/repos/acme/product-catalog`, { headers: { authorization: 'token waymark-demo-token' } }).then(answer => answer.json());
    assert.equal(repo.homepage, `${portal.app}/catalog/default/component/product-catalog`);
    const { output } = await run('git', ['log', '--format=%s'], { cwd: join(work, 'repo') });
    assert.equal(output.trim(), 'feat: first version from golden path fastapi-service 1.0.0');
  });
  await tally.step('its own test suite passes on a real PostgreSQL', async () => {
    const python = await ensurePython();
    const postgres = await startPostgres();
    try {
      const env = { ...python.env, TEST_DATABASE_URL: await postgres.createDatabase('product_catalog_test') };
      await run('make', ['install'], { cwd: join(work, 'repo'), env });
      await run('make', ['test'], { cwd: join(work, 'repo'), env });
    } finally {
      postgres.stop();
    }
  });
  await tally.step('the same name again is refused with a clear message, and the repo is as it was', async () => {
    const before = await run('git', ['ls-remote', `${portal.forge}/acme/product-catalog.git`]);
    const again = await api.runTask('template:default/fastapi-service', { ...shop, repoUrl });
    assert.equal(again.status, 'failed');
    assert.match(again.error.message, /already|exists/);
    assert.equal((await run('git', ['ls-remote', `${portal.forge}/acme/product-catalog.git`])).output, before.output);
    await api.entity('component', 'product-catalog');
  });
  await tally.step('answers that cannot be served are refused, all of them named, and nothing is made', async () => {
    const bad = { ...shop, name: 'bad-service', entities: [{ name: 'A', fields: [{ name: 'id', type: 'uuid' }] }, { name: 'a', fields: [] }] };
    const refused = await api.runTask('template:default/fastapi-service', { ...bad, repoUrl: `${portal.forgeHost}?owner=acme&repo=bad-service` });
    assert.equal(refused.status, 'failed');
    assert.match(refused.error.message, /entities\[0\]\.fields\[0\]/);
    assert.match(refused.error.message, /entities\[1\]/);
    assert.equal((await fetch(`${portal.forge}/acme/bad-service`)).status, 404);
  });
}
