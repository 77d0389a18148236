import { badPack } from '../errors';
import { type GitStore } from './GitStore';
import { parseCommit, parseTag, parseTree } from './objectFormat';
import { type PackedObject } from './packEntries';

function linksOf({ id, type, content }: PackedObject): readonly string[] {
  switch (type) {
    case 'blob':
      return [];
    case 'tag':
      return [parseTag(content).object];
    case 'commit': {
      const commit = parseCommit(id, content);
      return [commit.tree, ...commit.parents];
    }
    case 'tree':
      return parseTree(content).flatMap(entry => (entry.type === 'commit' ? [] : [entry.id]));
    default:
      throw badPack('an object has an unknown type');
  }
}

/** Parses every object of a pack and makes sure that all they link to is in the pack or in the store. */
export async function checkObjects(
  store: GitStore,
  objects: readonly PackedObject[],
): Promise<void> {
  const known = new Set(objects.map(object => object.id));
  for (const object of objects) {
    for (const link of linksOf(object)) {
      if (known.has(link)) continue;
      if (!(await store.typeOf(link)))
        throw badPack(`${object.id} needs ${link}, which is missing`);
      known.add(link);
    }
  }
}
