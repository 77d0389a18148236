// The one place that knows Backstage's form fields of the new frontend system, which are still alpha.
export { FormFieldBlueprint, createFormField, useScaffolderTheme } from '@backstage/plugin-scaffolder-react/alpha';
