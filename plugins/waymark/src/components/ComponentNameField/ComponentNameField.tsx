import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { componentNameProblems } from '@waymark/backstage-plugin-waymark-common';
import { useState } from 'react';
import { useScaffolderTheme } from '../../scaffolderFormFields';
import { BuiNameInput } from './BuiNameInput';
import { MuiNameInput } from './MuiNameInput';
import { nameStatus } from './nameStatus';
import { useNameInCatalog } from './useNameInCatalog';

/** `ui:field: WaymarkName`: the name of a component, judged while one types. */
export function ComponentNameField(props: FieldExtensionComponentProps<string>) {
  const { formData: name = '', onChange, rawErrors = [], schema, uiSchema, required = false, disabled = false, idSchema } = props;
  const [isTyping, setTyping] = useState(false);
  const inCatalog = useNameInCatalog(componentNameProblems(name).length === 0 ? name : undefined);
  const Input = useScaffolderTheme() === 'bui' ? BuiNameInput : MuiNameInput;
  return (
    <Input
      id={idSchema.$id}
      label={schema.title ?? 'Name'}
      help={uiSchema['ui:description'] ?? schema.description ?? ''}
      placeholder={uiSchema['ui:placeholder'] ?? ''}
      autoFocus={Boolean(uiSchema['ui:autofocus'])}
      required={required}
      disabled={disabled || Boolean(props.readonly)}
      value={name}
      status={nameStatus({ name, isTyping, inCatalog, formErrors: rawErrors })}
      // The form tells a field without a value, which "required" refuses, from an empty one.
      onChange={value => onChange(value === '' ? undefined : value)}
      onTyping={setTyping}
    />
  );
}
