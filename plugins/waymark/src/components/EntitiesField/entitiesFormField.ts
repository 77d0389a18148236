import { createFormField } from '../../scaffolderFormFields';
import { EntitiesField } from './EntitiesField';

export const entitiesFormField = createFormField({ name: 'WaymarkEntities', component: EntitiesField });
