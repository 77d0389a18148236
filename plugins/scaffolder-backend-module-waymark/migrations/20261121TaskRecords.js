/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('waymark_task_records', table => {
    table.comment('What each scaffolding task set out to make, and how it ended; outlives the task');
    table.string('task_id', 255).primary();
    table.string('status', 16).notNullable().comment('intended | sealed | undone | leftBehind');
    table.string('template_ref', 255).notNullable();
    table.string('repo_host', 255).notNullable();
    table.string('repo_owner', 255).notNullable();
    table.string('repo_name', 255).notNullable();
    table.string('default_branch', 255).notNullable();
    table.text('repo_url').notNullable();
    table.text('location_target').notNullable();
    table.text('marker').notNullable().comment('Homepage with which the repo is born');
    table.string('created_at', 32).notNullable().comment('ISO time, UTC');
    table.string('ended_at', 32);
    table.text('plan', 'longtext').comment('JSON');
    table.text('report', 'longtext').comment('JSON');
    table.string('tree_id', 40).comment('Git id of the tree that was proved');
    table.string('entity_ref', 255);
    table.text('undo', 'longtext').notNullable().comment('JSON: what was undone and what was left');
    table.string('proved_repo_id', 64).comment('Id of the repo that was proved to be of this task, written before it is deleted');
    table.string('undo_claim', 64).comment('Who is undoing it now');
    table.string('undo_claimed_at', 32);
    table.index(['status', 'created_at'], 'waymark_task_records_status_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('waymark_task_records');
};
