import type { NameStatus } from './nameStatus';

/** What the inputs of both looks (Material UI, Backstage UI) get. */
export interface NameInputProps {
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly placeholder: string;
  readonly autoFocus: boolean;
  readonly required: boolean;
  readonly disabled: boolean;
  readonly value: string;
  readonly status: NameStatus;
  readonly onChange: (value: string) => void;
  /** From the first key to leaving the field. */
  readonly onTyping: (isTyping: boolean) => void;
}
