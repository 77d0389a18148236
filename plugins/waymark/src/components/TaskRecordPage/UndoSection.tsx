import { Text } from '@backstage/ui';
import { type TaskRecord, type UndoneThing } from '@waymark/backstage-plugin-waymark-common';
import { Section } from './Section';
import styles from './TaskRecordPage.module.css';

const kinds: Readonly<Record<UndoneThing['kind'], string>> = { repo: 'Repository', location: 'Catalog location' };

const outcomes: Readonly<Record<UndoneThing['outcome'], string>> = {
  removed: 'removed',
  absent: 'was not there',
  left: 'left as it is',
};

/** What was undone and what was left, each with the reason; nothing for a task that needed no undo. */
export const UndoSection = ({ undo }: Pick<TaskRecord, 'undo'>) => {
  if (undo.length === 0) {
    return null;
  }
  return (
    <Section title="Undo">
      <Text as="p">Only what this task is known to have made is ever removed.</Text>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">Address</th>
              <th scope="col">Outcome</th>
              <th scope="col">Reason</th>
            </tr>
          </thead>
          <tbody>
            {undo.map(({ kind, target, outcome, reason }) => (
              <tr key={`${kind}:${target}`}>
                <td>{kinds[kind]}</td>
                <td className={styles.address}>{target}</td>
                <td>{outcomes[outcome]}</td>
                <td>{reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
};
