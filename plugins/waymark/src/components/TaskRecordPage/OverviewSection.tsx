import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { type TaskRecord } from '@waymark/backstage-plugin-waymark-common';
import { catalogEntityRouteRef, scaffolderTaskRouteRef } from '../../routes';
import { Section } from './Section';
import styles from './TaskRecordPage.module.css';

const EntityLink = ({ entityRef }: { readonly entityRef: string }) => {
  const entityPath = useRouteRef(catalogEntityRouteRef);
  const { kind, namespace, name } = parseEntityRef(entityRef);
  const href = entityPath?.({ kind: kind.toLocaleLowerCase('en-US'), namespace, name });
  return href ? <Link href={href}>{entityRef}</Link> : <>{entityRef}</>;
};

const TaskLink = ({ taskId }: { readonly taskId: string }) => {
  const taskPath = useRouteRef(scaffolderTaskRouteRef);
  const href = taskPath?.({ taskId });
  return href ? <Link href={href}>{taskId}</Link> : <>{taskId}</>;
};

/** An address that may be gone is text: a link that leads nowhere helps nobody. */
const Address = ({ url, stands }: { readonly url: string; readonly stands: boolean }) =>
  stands && /^https?:\/\//.test(url) ? <Link href={url}>{url}</Link> : <>{url}</>;

function formatTime(time: string | null): string {
  return time ? new Date(time).toLocaleString() : 'not yet';
}

/** What the task set out to make, and when. */
export const OverviewSection = ({ record }: { readonly record: TaskRecord }) => {
  const stands = record.status === 'sealed' || record.status === 'leftBehind';
  return (
    <Section title="Overview">
      <dl className={styles.facts}>
        <dt>Repository</dt>
        <dd>
          <Address url={record.intent.repoUrl} stands={stands} />
        </dd>
        <dt>Catalog location</dt>
        <dd>
          <Address url={record.intent.locationTarget} stands={stands} />
        </dd>
        <dt>Catalog entity</dt>
        <dd>{record.entityRef ? <EntityLink entityRef={record.entityRef} /> : 'none'}</dd>
        <dt>Template</dt>
        <dd>
          <EntityLink entityRef={record.templateRef} />
        </dd>
        <dt>Task</dt>
        <dd>
          <TaskLink taskId={record.taskId} />
        </dd>
        <dt>Started</dt>
        <dd>{formatTime(record.createdAt)}</dd>
        <dt>Ended</dt>
        <dd>{formatTime(record.endedAt)}</dd>
      </dl>
    </Section>
  );
};
