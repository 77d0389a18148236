import type { ComponentAnswers } from '../answers/answersSchema';

/** Those answers about the component that could be read, so that problems of the others do not hide theirs. */
export type FoundComponent = { readonly [Name in keyof ComponentAnswers]?: ComponentAnswers[Name] | undefined };
