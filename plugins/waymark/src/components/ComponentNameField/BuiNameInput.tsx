import { TextField } from '@backstage/ui';
import type { NameInputProps } from './nameInput';
import { NameStatusText } from './NameStatusText';

/** The name in the scaffolder's form of Backstage UI. */
export function BuiNameInput({ id, label, help, status, value, onChange, onTyping, required, disabled, ...input }: NameInputProps) {
  const statusId = `${id}-status`;
  return (
    <div>
      <TextField
        {...input}
        id={id}
        label={label}
        description={help}
        secondaryLabel={required ? 'Required' : null}
        value={value}
        isRequired={required}
        isDisabled={disabled}
        isInvalid={status.tone === 'error'}
        onChange={text => {
          onTyping(true);
          onChange(text);
        }}
        onBlur={() => onTyping(false)}
        aria-describedby={statusId}
        autoComplete="off"
        spellCheck="false"
      />
      <NameStatusText id={statusId} status={status} onTake={onChange} />
    </div>
  );
}
