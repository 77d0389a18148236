import { nameFormsOf } from '../names/nameForms';
import { splitWords } from '../names/splitWords';

/** What a component may be called: a DNS label that begins with a letter, as a Kubernetes Service wants it. */
export const componentName = { pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', minLength: 3, maxLength: 50 } as const;

/** The rule in one sentence, for those who have not typed anything yet. */
export const componentNameRule = `a-z, 0-9 and dashes, ${componentName.minLength} to ${componentName.maxLength} characters, beginning with a letter`;

const pattern = new RegExp(componentName.pattern);

export interface ComponentNameProblem {
  /** What the name does or is, to be read after it: "cannot be a host name". */
  readonly what: string;
  readonly mend: string;
}

/** What is wrong with the name of a component, and how to mend each; none when it can be one. */
export function componentNameProblems(name: string): readonly ComponentNameProblem[] {
  const { minLength: min, maxLength: max } = componentName;
  const problems: ComponentNameProblem[] = [];
  if (name.length < min || name.length > max) {
    problems.push({ what: `has ${name.length} ${name.length === 1 ? 'character' : 'characters'}`, mend: `Use ${min} to ${max}.` });
  }
  if (!pattern.test(name)) {
    problems.push({
      what: 'cannot be a host name',
      mend: 'Use a-z, 0-9 and dashes, begin with a letter, and put a letter or digit after each dash.',
    });
  }
  return problems;
}

/** The nearest name that a component may have; none when there is no other. */
export function suggestComponentName(name: string): string | undefined {
  const kebab = nameFormsOf(splitWords(name)).kebab.replace(/^[0-9-]+/, '');
  const suggestion = kebab.slice(0, componentName.maxLength).replace(/-+$/, '');
  return suggestion !== name && componentNameProblems(suggestion).length === 0 ? suggestion : undefined;
}

/** Can it become a name by typing on? So that nobody is told off in the middle of a word. */
export function isBeginningOfComponentName(name: string): boolean {
  return componentNameProblems(`${name}a`.padEnd(componentName.minLength, 'a')).length === 0;
}
