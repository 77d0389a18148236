import { type RenderedFile, type Waymark, waymarkFileName } from '@waymark/backstage-plugin-waymark-common';
import { stringify } from 'yaml';
import { engineVersion } from '../loadLibrary/engineVersion';
import type { GoldenPath, Library } from '../loadLibrary/library';
import { gitBlobId } from './gitObjectId';

export interface WaymarkInput {
  readonly library: Library;
  readonly goldenPath: GoldenPath;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly files: readonly RenderedFile[];
}

/** The waymark of a rendered tree; nothing in it depends on time, task or user. */
export function createWaymark({ library, goldenPath, answers, files }: WaymarkInput): Waymark {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    apiVersion: 'waymark.dev/v1',
    goldenPath: { ref: goldenPath.ref, version: goldenPath.definition.version },
    library: { url: library.url, commit: library.commit, path: goldenPath.path },
    engine: engineVersion,
    answers,
    files: Object.fromEntries(
      sorted.map(file => [file.path, { id: gitBlobId(file), mode: file.mode, layer: file.layer, policy: file.policy }]),
    ),
  };
}

/** `.waymark.yaml` as a file of the rendered tree. */
export function waymarkFile(waymark: Waymark): RenderedFile {
  const { files, ...head } = waymark;
  const lines = Object.entries(files).map(fileLine);
  const text = `${stringify(head, { lineWidth: 0, aliasDuplicateObjects: false })}files:${lines.length > 0 ? '\n' : ' {}\n'}${lines.join('')}`;
  return {
    path: waymarkFileName,
    mode: '100644',
    encoding: 'utf8',
    content: `# Written by Waymark: which version of which golden path this repository stands on. Do not edit.\n${text}`,
    layer: 'waymark',
    policy: 'owned',
    source: waymarkFileName,
    rendered: false,
    format: false,
    literals: [],
  };
}

/** A line a file, in JSON's own notation, which is YAML too: a serializer would take longer for a thousand of them than rendering them did. */
function fileLine([path, { id, mode, layer, policy }]: [string, Waymark['files'][string]]): string {
  return `  ${JSON.stringify(path)}: { id: "${id}", mode: "${mode}", layer: ${JSON.stringify(layer)}, policy: ${policy} }\n`;
}
