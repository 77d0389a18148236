import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { fitConstraints } from '@waymark/backstage-plugin-waymark-common';
import { useEffect, useRef } from 'react';

interface EntitiesOptions {
  /** What an empty form begins with. */
  readonly firstEntities?: unknown[];
}

/**
 * `ui:field: WaymarkEntities`: the form's own list, with two things that it cannot do: it begins with entities that can be removed
 * without leaving anything behind, and a field whose type is changed loses the constraints of its former type.
 */
export function EntitiesField(props: FieldExtensionComponentProps<unknown[], EntitiesOptions>) {
  const { formData = [], onChange, registry, uiSchema } = props;
  const { ArrayField } = registry.fields;
  const firstEntities = uiSchema['ui:options']?.firstEntities;
  // The form itself makes one entity without a name where at least one is asked for.
  const isBlank = !formData.some(entity => (entity as { readonly name?: unknown } | null)?.name !== undefined);
  const isNew = useRef(true);
  useEffect(() => {
    if (isNew.current && isBlank && firstEntities) onChange(firstEntities);
    isNew.current = false;
  }, [isBlank, firstEntities, onChange]);
  if (!ArrayField) return null;
  return (
    <ArrayField
      {...props}
      formData={formData}
      onChange={(entities: unknown, errors?: unknown) => onChange(fitConstraints(entities) as unknown[], errors as never)}
    />
  );
}
