import { componentAnswersSchema } from '../answers/answersSchema';
import { componentName, componentNameRule } from '../answers/componentName';
import { type FormPage, propertiesOf, titled } from './formSchema';

/** Where the repos of a library may be made; without hosts: every host that the portal knows. */
export interface PublishTargets {
  readonly hosts?: readonly string[] | undefined;
  readonly owners?: readonly string[] | undefined;
}

/** The page that asks what every service has: its name, its owner, its place. */
export function componentPage(targets: PublishTargets = {}): FormPage {
  const answers = propertiesOf(componentAnswersSchema);
  return {
    title: 'Component',
    description: 'What the service is called, who looks after it, and where its repository is made.',
    required: ['name', 'owner', 'repoUrl'],
    properties: {
      name: titled('Name', answers.name, {
        pattern: componentName.pattern,
        minLength: componentName.minLength,
        maxLength: componentName.maxLength,
        errorMessage: `Use ${componentNameRule}.`,
        // The field of the frontend plugin: it says itself what is wrong, so the form need not say it again below.
        'ui:field': 'WaymarkName',
        'ui:hideError': true,
        'ui:autofocus': true,
        'ui:placeholder': 'product-service',
      }),
      title: titled('Title', answers.title),
      description: titled('Description', answers.description, { 'ui:widget': 'textarea', 'ui:options': { rows: 2 } }),
      owner: titled('Owner', answers.owner, { 'ui:field': 'OwnerPicker', 'ui:options': { catalogFilter: { kind: 'Group' } } }),
      system: titled('System', answers.system, {
        'ui:field': 'EntityPicker',
        'ui:options': { catalogFilter: { kind: 'System' }, allowArbitraryValues: false },
      }),
      repoUrl: titled('Repository', answers.repoUrl, {
        'ui:field': 'RepoUrlPicker',
        'ui:options': {
          ...(targets.hosts && { allowedHosts: targets.hosts }),
          ...(targets.owners && { allowedOwners: targets.owners }),
        },
      }),
    },
  };
}
