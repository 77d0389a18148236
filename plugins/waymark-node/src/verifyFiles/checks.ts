import type { Check } from './check';
import { catalogInfo } from './checks/catalogInfo';
import { composeSchema } from './checks/composeSchema';
import { fileSize } from './checks/fileSize';
import { githubWorkflows } from './checks/githubWorkflows';
import { gitIgnored } from './checks/gitIgnored';
import { jsonParses } from './checks/jsonParses';
import { noTemplateSyntax } from './checks/noTemplateSyntax';
import { openapi } from './checks/openapi';
import { packageJson } from './checks/packageJson';
import { paths } from './checks/paths';
import { pythonFormat } from './checks/pythonFormat';
import { pythonLint } from './checks/pythonLint';
import { pythonParses } from './checks/pythonParses';
import { secretLikeStrings } from './checks/secretLikeStrings';
import { tomlParses } from './checks/tomlParses';
import { yamlParses } from './checks/yamlParses';

/** Every check of the verify stage, in the order of the report. To add one: docs/recipes/add-a-check.md. */
export const checks: readonly Check[] = [
  paths,
  fileSize,
  gitIgnored,
  noTemplateSyntax,
  secretLikeStrings,
  yamlParses,
  jsonParses,
  tomlParses,
  pythonParses,
  pythonLint,
  pythonFormat,
  catalogInfo,
  githubWorkflows,
  composeSchema,
  packageJson,
  openapi,
];
