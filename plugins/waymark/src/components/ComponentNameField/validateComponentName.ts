import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { componentNameProblems } from '@waymark/backstage-plugin-waymark-common';
import { findComponent, takenText } from './findComponent';

/** On Next: the same rule as while typing. A catalog that cannot be asked stops nobody; the task asks again. */
export const validateComponentName: CustomFieldValidator<string> = async (name, validation, { apiHolder }) => {
  const problems = componentNameProblems(name);
  for (const { what, mend } of problems) validation.addError(`“${name}” ${what}. ${mend}`);
  const catalog = apiHolder.get(catalogApiRef);
  if (problems.length > 0 || !catalog) return;
  const isTaken = await findComponent(catalog, name).catch(() => false);
  if (isTaken) validation.addError(takenText(name));
};
