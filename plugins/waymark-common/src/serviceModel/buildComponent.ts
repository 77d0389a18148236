import { type ComponentAnswers, componentName } from '../answers/answersSchema';
import { nameFormsOf } from '../names/nameForms';
import { pythonModule } from '../names/pythonNames';
import { splitWords } from '../names/splitWords';
import type { Component } from './model';
import { parseRepoUrl } from './parseRepoUrl';
import type { ProblemCollector } from './problemCollector';
import { quote } from './quote';

const entityRef = /^(?:[A-Za-z][A-Za-z0-9]*:)?(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\/)?[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/;

/** The component as templates see it; what is wrong with it becomes problems. */
export function buildComponent(answers: Partial<ComponentAnswers>, problems: ProblemCollector): Component {
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
  const { pattern, minLength: min, maxLength: max } = componentName;
  if (name.length < min || name.length > max) {
    problems.add('name', `the name ${quote(name)} has ${name.length} characters`, `Use ${min} to ${max}.`);
  }
  if (!new RegExp(pattern).test(name)) {
    const suggestion = nameFormsOf(splitWords(name)).kebab.replace(/^[0-9-]+/, '').slice(0, max).replace(/-+$/, '');
    const instead = suggestion.length >= min && suggestion !== name ? `, e.g. ${suggestion}` : '';
    problems.add('name', `the name ${quote(name)} cannot be a host name`, `Use a-z, 0-9 and dashes, begin with a letter, and put a letter or digit after each dash${instead}.`);
  }
}

function checkRef({ path, ref, example }: { path: string; ref: string; example: string }, problems: ProblemCollector): void {
  if (!entityRef.test(ref)) problems.add(path, ref === '' ? `${path} is empty` : `${quote(ref)} is not the name of a catalog entity`, `Name one, e.g. ${example}.`);
}
