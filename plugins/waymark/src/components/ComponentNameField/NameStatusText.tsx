import type { NameStatus } from './nameStatus';

interface NameStatusTextProps {
  readonly id: string;
  readonly status: NameStatus;
  readonly onTake: (suggestion: string) => void;
}

const colors: Readonly<Record<NameStatus['tone'], string>> = {
  error: 'var(--bui-fg-danger)',
  warning: 'var(--bui-fg-warning)',
  good: 'var(--bui-fg-success)',
  quiet: 'var(--bui-fg-secondary)',
};

const marks: Readonly<Record<NameStatus['tone'], string>> = { error: '✕ ', warning: '! ', good: '✓ ', quiet: '' };

/** Always there, since a region that comes with its text is not read out. */
export function NameStatusText({ id, status, onTake }: NameStatusTextProps) {
  const { tone, text, suggestion } = status;
  return (
    <div style={{ minHeight: '1.5em', marginTop: 3, fontSize: '0.8125rem', lineHeight: 1.5 }}>
      <span id={id} role="status" data-tone={tone} style={{ color: colors[tone] }}>
        <span aria-hidden="true">{marks[tone]}</span>
        {text}
      </span>
      {suggestion && (
        <button
          type="button"
          onClick={() => onTake(suggestion)}
          style={{ marginLeft: 8, padding: 0, border: 0, background: 'none', font: 'inherit', textDecoration: 'underline', cursor: 'pointer', color: 'var(--bui-fg-primary)' }}
        >
          Use {suggestion}
        </button>
      )}
    </div>
  );
}
