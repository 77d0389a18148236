import { Text } from '@backstage/ui';
import { type TaskRecord } from '@waymark/backstage-plugin-waymark-common';
import { Section } from './Section';
import styles from './TaskRecordPage.module.css';

/** The layers that were chosen, in order, each with its reason. */
export const PlanSection = ({ plan }: { readonly plan: TaskRecord['plan'] }) => {
  if (!plan) {
    return (
      <Section title="Plan">
        <Text as="p">The task ended before layers were chosen.</Text>
      </Section>
    );
  }
  return (
    <Section title="Plan">
      <Text as="p">
        {plan.goldenPath} {plan.version}, library commit {plan.commit.slice(0, 10)}
      </Text>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Layer</th>
              <th scope="col">Folder</th>
              <th scope="col">Reason</th>
            </tr>
          </thead>
          <tbody>
            {plan.layers.map(({ layer, at, item, reason }) => (
              <tr key={`${layer}:${at}:${item ?? ''}`}>
                <td>{item ? `${layer} (${item})` : layer}</td>
                <td>{at || '/'}</td>
                <td>{reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
};
