-- AlterTable
ALTER TABLE "clients" ADD COLUMN     "is_sample" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "review_tasks" ADD COLUMN     "assigned_to" TEXT,
ADD COLUMN     "assigned_to_id" UUID;

-- CreateIndex
CREATE INDEX "review_tasks_tenant_id_assigned_to_id_idx" ON "review_tasks"("tenant_id", "assigned_to_id");

-- Who is to decide is shown live, as who holds the task is.
DROP TRIGGER review_task_changed ON review_tasks;
CREATE TRIGGER review_task_changed AFTER UPDATE OF status, claimed_by_id, assigned_to_id ON review_tasks FOR EACH ROW
  WHEN (OLD.status IS DISTINCT FROM NEW.status OR OLD.claimed_by_id IS DISTINCT FROM NEW.claimed_by_id OR OLD.assigned_to_id IS DISTINCT FROM NEW.assigned_to_id)
  EXECUTE FUNCTION review_task_changed();
