-- AlterTable
ALTER TABLE "documents" ADD COLUMN     "reader" TEXT;

-- CreateTable
CREATE TABLE "upload_links" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "auto_process" BOOLEAN NOT NULL,
    "max_files" INTEGER,
    "files_received" INTEGER NOT NULL DEFAULT 0,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "created_by" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "upload_links_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "upload_errors" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "tenant_id" UUID NOT NULL,
    "link_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "document_id" UUID,
    "file_name" TEXT NOT NULL,
    "size" BIGINT,
    "code" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "upload_errors_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notifications" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "tenant_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "document_id" UUID,
    "data" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notification_marks" (
    "tenant_id" UUID NOT NULL,
    "reader_id" UUID NOT NULL,
    "read_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "notification_marks_pkey" PRIMARY KEY ("tenant_id","reader_id")
);

-- CreateTable
CREATE TABLE "notification_reads" (
    "tenant_id" UUID NOT NULL,
    "reader_id" UUID NOT NULL,
    "notification_id" UUID NOT NULL,

    CONSTRAINT "notification_reads_pkey" PRIMARY KEY ("notification_id","reader_id")
);

-- CreateTable
CREATE TABLE "changes" (
    "id" BIGSERIAL NOT NULL,
    "tenant_id" UUID NOT NULL,
    "xid" xid8 NOT NULL DEFAULT pg_current_xact_id(),
    "kind" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "data" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "changes_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "upload_links_token_hash_key" ON "upload_links"("token_hash");

-- CreateIndex
CREATE INDEX "upload_links_tenant_id_created_at_idx" ON "upload_links"("tenant_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "upload_links_tenant_id_client_id_idx" ON "upload_links"("tenant_id", "client_id");

-- CreateIndex
CREATE INDEX "upload_errors_tenant_id_created_at_idx" ON "upload_errors"("tenant_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "notifications_tenant_id_created_at_id_idx" ON "notifications"("tenant_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "notifications_document_id_idx" ON "notifications"("document_id");

-- CreateIndex
CREATE INDEX "notification_reads_tenant_id_reader_id_idx" ON "notification_reads"("tenant_id", "reader_id");

-- CreateIndex
CREATE INDEX "changes_tenant_id_xid_id_idx" ON "changes"("tenant_id", "xid", "id");

-- CreateIndex
CREATE INDEX "changes_created_at_idx" ON "changes"("created_at");

-- AddForeignKey
ALTER TABLE "upload_links" ADD CONSTRAINT "upload_links_tenant_id_client_id_fkey" FOREIGN KEY ("tenant_id", "client_id") REFERENCES "clients"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The reader of documents that were read before the column was there. The owner sees rows while security is not forced on it.
ALTER TABLE documents NO FORCE ROW LEVEL SECURITY;
UPDATE documents SET reader = extraction->>'reader' WHERE extraction IS NOT NULL;
ALTER TABLE documents FORCE ROW LEVEL SECURITY;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['upload_links', 'upload_errors', 'notifications', 'notification_marks', 'notification_reads', 'changes']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I TO comprobante_app USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant())', t);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE, DELETE ON upload_links, notification_marks, notification_reads TO comprobante_app;
GRANT SELECT, INSERT, DELETE ON upload_errors, notifications TO comprobante_app;
GRANT SELECT, INSERT ON changes TO comprobante_app;
GRANT USAGE ON SEQUENCE changes_id_seq TO comprobante_app;

-- A link is found by its secret before a tenant is known. What is old is swept for every tenant at once.
CREATE POLICY system ON upload_links FOR SELECT TO comprobante_system USING (true);
GRANT SELECT ON upload_links TO comprobante_system;
CREATE POLICY system_reads ON changes FOR SELECT TO comprobante_system USING (true);
CREATE POLICY system_sweeps ON changes FOR DELETE TO comprobante_system USING (true);
GRANT SELECT (created_at), DELETE ON changes TO comprobante_system;
CREATE POLICY system_reads ON notifications FOR SELECT TO comprobante_system USING (true);
CREATE POLICY system_sweeps ON notifications FOR DELETE TO comprobante_system USING (true);
GRANT SELECT (id, created_at), DELETE ON notifications TO comprobante_system;
CREATE POLICY system_reads ON notification_reads FOR SELECT TO comprobante_system USING (true);
CREATE POLICY system_sweeps ON notification_reads FOR DELETE TO comprobante_system USING (true);
GRANT SELECT (notification_id), DELETE ON notification_reads TO comprobante_system;
CREATE POLICY system_reads ON idempotency_keys FOR SELECT TO comprobante_system USING (true);
CREATE POLICY system_sweeps ON idempotency_keys FOR DELETE TO comprobante_system USING (true);
GRANT SELECT (created_at), DELETE ON idempotency_keys TO comprobante_system;

-- Changes: one row each, and a word to whoever listens, who reads them under the tenant's own policy.
CREATE FUNCTION tell_change(tenant uuid, kind text, subject uuid, data jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO changes (tenant_id, kind, subject_id, data) VALUES (tenant, kind, subject, data);
  PERFORM pg_notify('changes', tenant::text);
END $$;

CREATE FUNCTION tell_person(tenant uuid, kind text, document uuid, data jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO notifications (tenant_id, kind, document_id, data) VALUES (tenant, kind, document, data);
END $$;

CREATE FUNCTION document_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE told text;
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM tell_change(OLD.tenant_id, 'document', OLD.id, jsonb_build_object('status', 'erased', 'clientId', OLD.client_id));
    -- What was told of it holds its file name.
    DELETE FROM notifications WHERE document_id = OLD.id;
    DELETE FROM upload_errors WHERE document_id = OLD.id;
    RETURN NULL;
  END IF;
  PERFORM tell_change(NEW.tenant_id, 'document', NEW.id, jsonb_build_object('status', NEW.status, 'clientId', NEW.client_id));
  IF TG_OP = 'INSERT' OR NEW.status = OLD.status THEN
    RETURN NULL;
  END IF;
  told := CASE
    WHEN NEW.status = 'in_review' THEN 'document.in_review'
    WHEN NEW.status = 'failed' THEN 'document.failed'
    WHEN NEW.status = 'rejected' THEN 'document.review_rejected'
    WHEN NEW.status = 'approved' AND OLD.status = 'in_review' THEN 'document.review_approved'
    WHEN NEW.status = 'approved' THEN 'document.approved'
  END;
  IF told IS NOT NULL THEN
    PERFORM tell_person(NEW.tenant_id, told, NEW.id, jsonb_strip_nulls(jsonb_build_object('fileName', NEW.file_name, 'clientId', NEW.client_id, 'issuerName', NEW.issuer_name,
      'confidence', NEW.confidence, 'code', NEW.failure_code, 'duplicateOf', NEW.duplicate_of_id)));
  END IF;
  IF NEW.status = 'failed' AND NEW.uploaded_by->>'kind' = 'upload_link' THEN
    INSERT INTO upload_errors (tenant_id, link_id, client_id, document_id, file_name, size, code)
    VALUES (NEW.tenant_id, (NEW.uploaded_by->>'id')::uuid, NEW.client_id, NEW.id, NEW.file_name, NEW.size, coalesce(NEW.failure_code, 'pipeline_failed'));
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER document_added AFTER INSERT OR DELETE ON documents FOR EACH ROW EXECUTE FUNCTION document_changed();
CREATE TRIGGER document_changed AFTER UPDATE OF status, run ON documents FOR EACH ROW
  WHEN (OLD.status IS DISTINCT FROM NEW.status OR OLD.run IS DISTINCT FROM NEW.run) EXECUTE FUNCTION document_changed();

CREATE FUNCTION review_task_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tell_change(NEW.tenant_id, 'review-task', NEW.id, jsonb_build_object('status', NEW.status, 'documentId', NEW.document_id));
  RETURN NULL;
END $$;
CREATE TRIGGER review_task_added AFTER INSERT ON review_tasks FOR EACH ROW EXECUTE FUNCTION review_task_changed();
CREATE TRIGGER review_task_changed AFTER UPDATE OF status, claimed_by_id ON review_tasks FOR EACH ROW
  WHEN (OLD.status IS DISTINCT FROM NEW.status OR OLD.claimed_by_id IS DISTINCT FROM NEW.claimed_by_id) EXECUTE FUNCTION review_task_changed();

-- Attempts are written in batches: one pass over each.
CREATE FUNCTION deliveries_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE d record;
BEGIN
  FOR d IN SELECT n.tenant_id, n.id, n.status, n.document_id, n.endpoint_id FROM new_rows n JOIN old_rows o ON o.id = n.id WHERE n.status <> o.status
  LOOP
    PERFORM tell_change(d.tenant_id, 'delivery', d.id, jsonb_build_object('status', d.status, 'documentId', d.document_id, 'endpointId', d.endpoint_id));
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER deliveries_changed AFTER UPDATE ON deliveries REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION deliveries_changed();

-- People are told of an endpoint's dead letters once an hour, however many there are.
CREATE FUNCTION dead_letters_added() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE d record;
BEGIN
  FOR d IN SELECT DISTINCT ON (n.endpoint_id) n.tenant_id, n.endpoint_id, n.id, n.reason, p.url FROM new_rows n JOIN endpoints p ON p.id = n.endpoint_id
  LOOP
    IF NOT EXISTS (SELECT 1 FROM notifications m WHERE m.tenant_id = d.tenant_id AND m.kind = 'webhook.dead_letter' AND m.created_at > now() - interval '1 hour' AND m.data->>'endpointId' = d.endpoint_id::text) THEN
      PERFORM tell_person(d.tenant_id, 'webhook.dead_letter', NULL, jsonb_build_object('endpointId', d.endpoint_id, 'url', d.url, 'code', d.reason));
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER dead_letters_added AFTER INSERT ON dead_letters REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION dead_letters_added();

CREATE FUNCTION endpoint_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tell_change(NEW.tenant_id, 'endpoint', NEW.id, jsonb_build_object('enabled', NEW.disabled_at IS NULL));
  IF NEW.disabled_at IS NOT NULL AND NEW.disabled_reason IS DISTINCT FROM 'by hand' THEN
    PERFORM tell_person(NEW.tenant_id, 'webhook.endpoint_disabled', NULL, jsonb_build_object('endpointId', NEW.id, 'url', NEW.url, 'code', NEW.disabled_reason));
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER endpoint_changed AFTER UPDATE OF disabled_at ON endpoints FOR EACH ROW WHEN ((OLD.disabled_at IS NULL) <> (NEW.disabled_at IS NULL)) EXECUTE FUNCTION endpoint_changed();

CREATE FUNCTION upload_error_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tell_change(NEW.tenant_id, 'upload-error', NEW.id, jsonb_build_object('code', NEW.code, 'clientId', NEW.client_id));
  RETURN NULL;
END $$;
CREATE TRIGGER upload_error_added AFTER INSERT ON upload_errors FOR EACH ROW EXECUTE FUNCTION upload_error_added();

CREATE FUNCTION notification_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tell_change(NEW.tenant_id, 'notification', NEW.id, jsonb_build_object('kind', NEW.kind, 'documentId', NEW.document_id));
  RETURN NULL;
END $$;
CREATE TRIGGER notification_added AFTER INSERT ON notifications FOR EACH ROW EXECUTE FUNCTION notification_added();

-- Live streams look again at their credentials when these change.
CREATE FUNCTION access_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('access', coalesce(to_jsonb(OLD)->>'user_id', to_jsonb(OLD)->>'id'));
  RETURN NULL;
END $$;
CREATE TRIGGER session_ended AFTER DELETE ON sessions FOR EACH ROW EXECUTE FUNCTION access_changed();
CREATE TRIGGER member_changed AFTER UPDATE OF role OR DELETE ON members FOR EACH ROW EXECUTE FUNCTION access_changed();
CREATE TRIGGER api_key_revoked AFTER UPDATE OF revoked_at ON api_keys FOR EACH ROW WHEN (NEW.revoked_at IS NOT NULL) EXECUTE FUNCTION access_changed();
