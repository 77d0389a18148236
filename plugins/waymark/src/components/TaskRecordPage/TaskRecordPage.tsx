import { useRouteRefParams } from '@backstage/frontend-plugin-api';
import { Alert, Container, Flex, Skeleton } from '@backstage/ui';
import { type TaskRecord } from '@waymark/backstage-plugin-waymark-common';
import { taskRecordRouteRef } from '../../routes';
import { OverviewSection } from './OverviewSection';
import { PlanSection } from './PlanSection';
import { ReportSection } from './ReportSection';
import { UndoSection } from './UndoSection';
import { statusTexts } from './statusTexts';
import { type TaskRecordState, useTaskRecord } from './useTaskRecord';

const Record = ({ record }: { readonly record: TaskRecord }) => {
  const { tone, title, description } = statusTexts[record.status];
  return (
    <>
      <div role="status">
        <Alert status={tone} icon title={title} description={description} />
      </div>
      <OverviewSection record={record} />
      <UndoSection undo={record.undo} />
      <ReportSection report={record.report} />
      <PlanSection plan={record.plan} />
    </>
  );
};

const Failure = ({ error }: { readonly error: Error }) => {
  const forbidden = error.name === 'NotAllowedError';
  return (
    <div role="alert">
      <Alert
        status={forbidden ? 'warning' : 'danger'}
        icon
        title={forbidden ? 'You may not read this record' : 'The record could not be read'}
        description={forbidden ? 'Ask whoever looks after the portal for the permission waymark.task.read.' : error.message}
      />
    </div>
  );
};

const Loading = () => (
  <div role="status" aria-label="Loading the record of the task">
    <Flex direction="column" gap="4">
      <Skeleton width="100%" height={56} />
      <Skeleton width="100%" height={180} />
      <Skeleton width="100%" height={240} />
    </Flex>
  </div>
);

const Body = ({ state, taskId }: { readonly state: TaskRecordState; readonly taskId: string }) => {
  switch (state.kind) {
    case 'loading':
      return <Loading />;
    case 'absent':
      return (
        <div role="status">
          <Alert
            status="info"
            icon
            title="There is no record of this task"
            description={`Waymark wrote nothing down for task ${taskId}: it ended before anything was to be published, its template is not a golden path, or the address is wrong.`}
          />
        </div>
      );
    case 'failed':
      return <Failure error={state.error} />;
    case 'read':
      return <Record record={state.record} />;
    default:
      return state satisfies never;
  }
};

/** The record of one task: what it set out to make, what was proved, and how it ended. */
export const TaskRecordPage = () => {
  const { taskId } = useRouteRefParams(taskRecordRouteRef);
  const state = useTaskRecord(taskId);
  return (
    <Container py="6">
      <Flex direction="column" gap="4">
        <Body state={state} taskId={taskId} />
      </Flex>
    </Container>
  );
};
