import { componentNameProblems, suggestComponentName } from '../answers/componentName';
import { nameFormsOf } from '../names/nameForms';
import { pythonModule } from '../names/pythonNames';
import { splitWords } from '../names/splitWords';
import type { FoundComponent } from './foundComponent';
import type { Component } from './model';
import { parseRepoUrl } from './parseRepoUrl';
import type { ProblemCollector } from './problemCollector';
import { quote } from './quote';

const entityRef = /^(?:[A-Za-z][A-Za-z0-9]*:)?(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\/)?[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/;

/** The component as templates see it; what is wrong with it becomes problems. */
export function buildComponent(answers: FoundComponent, problems: ProblemCollector): Component {
  const { name = '' } = answers;
  const names = nameFormsOf(splitWords(name));
  if (answers.name !== undefined) checkComponentName(name, problems);
  const owner = answers.owner?.trim() ?? '';
  if (answers.owner !== undefined) checkRef({ path: 'owner', ref: owner, example: 'group:default/commerce' }, problems);
  const system = answers.system?.trim() ?? null;
  if (system !== null) checkRef({ path: 'system', ref: system, example: 'shop' }, problems);
  const title = answers.title?.trim() ?? names.title;
  const repo = answers.repoUrl === undefined ? null : parseRepoUrl(answers.repoUrl);
  if (repo === undefined) {
    problems.add('repoUrl', `${quote(answers.repoUrl)} does not say where a repo is`, `Write HOST?owner=OWNER&repo=${name}; owner and repo may hold letters, digits, dots, dashes and underscores.`);
  }
  return {
    name,
    title,
    description: answers.description ?? `${title}: a service of ${owner.replace(/^.*[:/]/, '')}.`,
    owner,
    system,
    names,
    python: { package: pythonModule(names.snake) },
    typescript: { package: name },
    repo: repo ?? null,
  };
}

function checkComponentName(name: string, problems: ProblemCollector): void {
  const suggestion = suggestComponentName(name);
  for (const { what, mend } of componentNameProblems(name)) {
    problems.add('name', `the name ${quote(name)} ${what}`, suggestion ? `${mend} For example: ${suggestion}.` : mend);
  }
}

function checkRef({ path, ref, example }: { path: string; ref: string; example: string }, problems: ProblemCollector): void {
  if (!entityRef.test(ref)) problems.add(path, ref === '' ? `${path} is empty` : `${quote(ref)} is not the name of a catalog entity`, `Name one, e.g. ${example}.`);
}
