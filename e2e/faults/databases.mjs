import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** As ten minutes later: the claims of undos that died have lapsed, and scheduled work that died (the sweep, the closing of stale tasks) has given way to the next. */
const minutesLater = [
  "UPDATE waymark_task_records SET undo_claimed_at = '2000-01-01T00:00:00.000Z' WHERE undo_claim IS NOT NULL",
  "UPDATE backstage_backend_tasks__tasks SET current_run_ticket = NULL, current_run_started_at = NULL, current_run_expires_at = NULL",
];

/** The backend's config for a database of its own kind, and ways to let time pass in it. */
export function sqliteFile({ data, name }) {
  return {
    config: {},
    async letMinutesPass() {
      const database = new DatabaseSync(join(data, name, 'db', 'scaffolder.sqlite'), { timeout: 10_000 });
      for (const statement of minutesLater) database.exec(statement);
      database.close();
    },
  };
}

export function postgresDatabase({ postgres, name, port = postgres.port }) {
  const prefix = `${name}_`;
  const scaffolder = `${prefix}scaffolder`;
  return {
    config: { database: { client: 'pg', prefix, connection: { host: '127.0.0.1', port, user: 'postgres' } } },
    async letMinutesPass() {
      for (const statement of minutesLater) await postgres.query(scaffolder, statement);
    },
    /** The scaffolder closes what gave no sign of life for a day. */
    letADayPass: () => postgres.query(scaffolder, "UPDATE tasks SET last_heartbeat_at = now() - interval '25 hours' WHERE status = 'processing'"),
  };
}
