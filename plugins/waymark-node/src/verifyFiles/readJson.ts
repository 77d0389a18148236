import type { RenderedFile } from '@waymark/backstage-plugin-waymark-common';
import type * as Jsonc from 'jsonc-parser';
import { loadModule } from '../loadModule';
import { lineFinder } from '../treeFiles/lineFinder';
import type { DataDocument } from './readYaml';

/** The one value of a JSON file, or nothing where it does not parse (the check json-parses names it). */
export function readJson(file: RenderedFile): DataDocument | undefined {
  let value: unknown;
  try {
    value = JSON.parse(file.content);
  } catch {
    return undefined;
  }
  return {
    value,
    lineOf: path => {
      const { parseTree, findNodeAtLocation } = loadModule<typeof Jsonc>('jsonc-parser');
      const root = parseTree(file.content);
      for (let length = path.length; root !== undefined && length > 0; length -= 1) {
        const node = findNodeAtLocation(root, path.slice(0, length));
        if (node) return lineFinder(file.content)(node.parent?.type === 'property' ? node.parent.offset : node.offset);
      }
      return 1;
    },
  };
}
