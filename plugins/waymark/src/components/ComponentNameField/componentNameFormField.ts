import { createFormField } from '../../scaffolderFormFields';
import { ComponentNameField } from './ComponentNameField';
import { validateComponentName } from './validateComponentName';

export const componentNameFormField = createFormField({
  name: 'WaymarkName',
  component: ComponentNameField,
  validation: validateComponentName,
});
