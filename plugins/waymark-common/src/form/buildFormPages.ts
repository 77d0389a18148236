import type { OptionsPage } from '../library/goldenPathSchema';
import { type PublishTargets, componentPage } from './componentPage';
import { entitiesPage } from './entitiesPage';
import type { FormPage } from './formSchema';

export interface FormPagesInput {
  /** Names of pages: `component`, `entities`, and those of `options`. */
  readonly pages: readonly string[];
  readonly options: Readonly<Record<string, OptionsPage>>;
  readonly publish?: PublishTargets | undefined;
}

/** The form of a golden path, for `spec.parameters` of its template.yaml; made of the same schemas that answers are checked against. */
export function buildFormPages({ pages, options, publish }: FormPagesInput): readonly FormPage[] {
  const plain = pages.flatMap((page): FormPage | readonly FormPage[] => {
    if (page === 'component') return componentPage(publish);
    if (page === 'entities') return entitiesPage();
    const option = options[page];
    return option ? optionsPage(option) : [];
  });
  // Only what JSON can say: a page is written into a YAML file and compared with it.
  return JSON.parse(JSON.stringify(plain)) as readonly FormPage[];
}

/** Answers to options stand under `features`. */
function optionsPage({ title, description, properties, required, dependencies }: OptionsPage): FormPage {
  return {
    title,
    ...(description && { description }),
    properties: {
      features: { type: 'object', title: '', properties, ...(required && { required }), ...(dependencies && { dependencies }) },
    },
  };
}
