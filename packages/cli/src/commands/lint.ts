import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { join } from 'node:path';
import type { Problem } from '@waymark/backstage-plugin-waymark-common';
import type { Command } from 'commander';
import { type Document, parseDocument } from 'yaml';
import type { CommandContext } from '../commandContext';
import { openLibrary } from '../openGoldenPath';

export function addLintCommand(program: Command, { engine, print, fail }: CommandContext): void {
  program
    .command('lint')
    .argument('[library]', 'folder of a library', '.')
    .option('--fix', 'write the form pages into each template.yaml')
    .description('the library itself: its schemas, its references, and the form pages of each template.yaml')
    .addHelpText('after', '\nExample:\n  waymark lint templates --fix')
    .action(async (folder: string, options: { fix?: boolean }) => {
      const library = await openLibrary(folder, engine);
      const problems: Problem[] = [];
      for (const { path, version } of library.goldenPaths) {
        const file = join(folder, path, 'template.yaml');
        if (!existsSync(file)) {
          problems.push({ severity: 'error', file, what: 'there is no template.yaml', mend: 'write the Template entity; see docs/recipes/add-a-golden-path.md' });
          continue;
        }
        const template = parseDocument(await readFile(file, 'utf8'));
        const wanted = { pages: await engine.formPages({ library, goldenPath: path }), version };
        const differing = differences(template, wanted);
        if (differing.length === 0) continue;
        if (options.fix) {
          template.setIn(['spec', 'parameters'], template.createNode(wanted.pages));
          template.setIn(['metadata', 'annotations', versionAnnotation], version);
          await writeFile(file, template.toString({ lineWidth: 0 }));
          print(`${file}: written anew`);
        } else problems.push(...differing.map(what => ({ severity: 'error' as const, file, what, mend: 'run waymark lint --fix' })));
      }
      fail(problems);
      if (problems.length === 0) print(`${library.name}: ${library.goldenPaths.length} golden paths, no problems`);
    });
}

const versionAnnotation = 'waymark.dev/version';

function differences(template: Document, wanted: { pages: readonly unknown[]; version: string }): readonly string[] {
  const { metadata, spec } = template.toJS() as { metadata?: { annotations?: Record<string, string> }; spec?: { parameters?: unknown } };
  return [
    ...(isDeepStrictEqual(spec?.parameters, wanted.pages) ? [] : ['its form pages are not those of the answers’ schema and the options']),
    ...(metadata?.annotations?.[versionAnnotation] === wanted.version ? [] : [`its annotation ${versionAnnotation} is not ${wanted.version}, the version of golden-path.yaml`]),
  ];
}
