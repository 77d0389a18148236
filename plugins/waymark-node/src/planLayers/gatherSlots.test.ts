import { layerSchema, type Problem } from '@waymark/backstage-plugin-waymark-common';
import type { Layer } from '../loadLibrary/library';
import { gatherSlots } from './gatherSlots';

const settings = { key: 'name', entry: { type: 'object', required: ['name'], properties: { name: { type: 'string' }, secret: { type: 'boolean' } } } };

function gather(definitions: Readonly<Record<string, object>>) {
  const problems: Problem[] = [];
  const layers = Object.entries(definitions).map(([name, definition]): Layer => ({ name, files: [], definition: layerSchema.parse({ description: name, ...definition }) }));
  const library = {
    url: 'file:library', commit: '0'.repeat(40), definition: { name: 'library', format: 1 as const, engine: '>=0.1.0' },
    layers: Object.fromEntries(layers.map(layer => [layer.name, layer])), goldenPaths: [], options: {}, templates: {},
  };
  const goldenPath = { name: 'path', ref: 'template:default/path', title: 'Path', path: 'path', definition: { version: '1.0.0', pages: [], layers: [], checks: {}, migrations: [], renames: [] } };
  const chosen = layers.map(({ name }) => ({ layer: name, at: '', item: null, reason: 'always', round: {} }));
  const slots = gatherSlots({ library, goldenPath, context: {}, evaluate: text => ({ text }) }, chosen, problems);
  return { slots, problems };
}

describe('gatherSlots', () => {
  it('sorts entries by the key and fills what is absent with null', () => {
    const { slots, problems } = gather({
      app: { slots: { settings }, contributes: [{ to: 'app/settings', entries: [{ name: 'PORT' }] }] },
      database: { contributes: [{ to: 'app/settings', entries: [{ name: 'DATABASE_URL', secret: true }] }] },
    });
    expect(problems).toEqual([]);
    expect(slots.app).toEqual({ settings: [{ name: 'DATABASE_URL', secret: true }, { name: 'PORT', secret: null }] });
  });

  it('shows a layer the slots that it reads, and no other', () => {
    const { slots } = gather({
      app: { slots: { settings, dependencies: settings }, contributes: [{ to: 'app/settings', entries: [{ name: 'PORT' }] }] },
      docs: { requires: ['app'], reads: ['app/settings'] },
    });
    expect(slots.docs).toEqual({ settings: [{ name: 'PORT', secret: null }] });
  });

  it('names the contributor of an entry that the schema refuses', () => {
    const { problems } = gather({ app: { slots: { settings } }, database: { contributes: [{ to: 'app/settings', entries: [{ secret: true }] }] } });
    expect(problems).toMatchObject([{ file: 'layers/database/layer.yaml', severity: 'error' }]);
  });

  it('drops what is meant for a layer that is not planned', () => {
    expect(gather({ database: { contributes: [{ to: 'app/settings', entries: [{ name: 'PORT' }] }] } })).toEqual({ slots: { database: {} }, problems: [] });
  });
});
