import { answers } from './attacks/answers.mjs';
import { archives } from './attacks/archives.mjs';
import { contents } from './attacks/contents.mjs';
import { goldenPathYaml, libraryYaml, templateYaml } from './attacks/definitions.mjs';
import { fileNames } from './attacks/fileNames.mjs';
import { folders, gitRepositories } from './attacks/folders.mjs';
import { layerYaml, optionsPage } from './attacks/schemas.mjs';
import { templates } from './attacks/templates.mjs';
import { renderedInto, waymarks, workspaces } from './attacks/workspaces.mjs';

/** Every way in which somebody’s bytes come into the engine. */
export const entries = [
  templates, fileNames, layerYaml, goldenPathYaml, templateYaml, optionsPage, libraryYaml, answers, archives, folders, gitRepositories, contents, workspaces, waymarks, renderedInto,
];
