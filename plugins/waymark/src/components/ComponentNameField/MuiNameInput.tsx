import FormHelperText from '@material-ui/core/FormHelperText';
import TextField from '@material-ui/core/TextField';
import type { NameInputProps } from './nameInput';
import { NameStatusText } from './NameStatusText';

/** The name in the scaffolder's Material UI form. */
export function MuiNameInput({ id, label, help, status, value, onChange, onTyping, ...input }: NameInputProps) {
  const [helpId, statusId] = [`${id}-help`, `${id}-status`];
  return (
    <div>
      <TextField
        {...input}
        id={id}
        label={label}
        value={value}
        error={status.tone === 'error'}
        onChange={event => {
          onTyping(true);
          onChange(event.target.value);
        }}
        onBlur={() => onTyping(false)}
        inputProps={{ 'aria-describedby': `${helpId} ${statusId}`, autoComplete: 'off', spellCheck: false }}
        fullWidth
      />
      <FormHelperText id={helpId}>{help}</FormHelperText>
      <NameStatusText id={statusId} status={status} onTake={onChange} />
    </div>
  );
}
