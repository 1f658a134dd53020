-- What statistics ask of the tasks that are open now: the oldest, and those that somebody holds.
CREATE INDEX "review_tasks_open_idx" ON review_tasks (tenant_id, created_at) WHERE status_text = 'open';
CREATE INDEX "review_tasks_claimed_idx" ON review_tasks (tenant_id, claimed_until) WHERE status_text = 'open' AND claimed_until IS NOT NULL;
