import { componentNameProblems, isBeginningOfComponentName, suggestComponentName } from '@waymark/backstage-plugin-waymark-common';
import { takenText } from './findComponent';
import type { NameInCatalog } from './useNameInCatalog';

/** What stands below the field. */
export interface NameStatus {
  readonly tone: 'error' | 'warning' | 'good' | 'quiet';
  readonly text: string;
  /** A name that can be taken over with one click. */
  readonly suggestion?: string | undefined;
}

export interface NameSituation {
  readonly name: string;
  readonly isTyping: boolean;
  readonly inCatalog: NameInCatalog;
  /** What the form found on Next. */
  readonly formErrors: readonly string[];
}

const quiet: NameStatus = { tone: 'quiet', text: '' };

export function nameStatus({ name, isTyping, inCatalog, formErrors }: NameSituation): NameStatus {
  if (name === '') return formErrors.length > 0 ? { tone: 'error', text: 'Give the component a name.' } : quiet;
  const problems = componentNameProblems(name);
  if (problems.length > 0) {
    if (isTyping && isBeginningOfComponentName(name)) return quiet;
    return {
      tone: 'error',
      text: problems.map(({ what, mend }) => `“${name}” ${what}. ${mend}`).join(' '),
      suggestion: suggestComponentName(name),
    };
  }
  switch (inCatalog) {
    case 'taken':
      return { tone: 'error', text: takenText(name) };
    case 'unknown':
      return { tone: 'warning', text: 'The catalog could not be asked whether this name is free; the task will see.' };
    case 'free':
      return { tone: 'good', text: `${name} is free.` };
    case 'asking':
      return { tone: 'quiet', text: 'Asking the catalog whether it is free …' };
    case 'unasked':
      return quiet;
    default:
      return inCatalog satisfies never;
  }
}
