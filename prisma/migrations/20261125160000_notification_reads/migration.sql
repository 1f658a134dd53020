-- What was read goes with what it was read of. The owner sees rows while security is not forced on it.
ALTER TABLE notification_reads NO FORCE ROW LEVEL SECURITY;
ALTER TABLE notifications NO FORCE ROW LEVEL SECURITY;
DELETE FROM notification_reads r WHERE NOT EXISTS (SELECT 1 FROM notifications n WHERE n.tenant_id = r.tenant_id AND n.id = r.notification_id);
ALTER TABLE notifications FORCE ROW LEVEL SECURITY;
ALTER TABLE notification_reads FORCE ROW LEVEL SECURITY;

-- CreateIndex
CREATE UNIQUE INDEX "notifications_tenant_id_id_key" ON "notifications"("tenant_id", "id");

-- AddForeignKey
ALTER TABLE "notification_reads" ADD CONSTRAINT "notification_reads_tenant_id_notification_id_fkey" FOREIGN KEY ("tenant_id", "notification_id") REFERENCES "notifications"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
