-- CreateTable
CREATE TABLE "processing_settings" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "external_threshold" DECIMAL(5,4) NOT NULL,
    "approval_threshold" DECIMAL(5,4) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" JSONB NOT NULL,

    CONSTRAINT "processing_settings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ai_calls" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "run" INTEGER NOT NULL,
    "attempt" INTEGER NOT NULL,
    "model" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "pages" INTEGER NOT NULL,
    "bytes" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL DEFAULT 'pending',
    "status" INTEGER,
    "input_tokens" INTEGER,
    "output_tokens" INTEGER,
    "cost_usd" DECIMAL(14,8),
    "duration_ms" INTEGER,
    "started_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ai_calls_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ai_calls_tenant_id_started_at_idx" ON "ai_calls"("tenant_id", "started_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "ai_calls_document_id_run_attempt_key" ON "ai_calls"("document_id", "run", "attempt");

ALTER TABLE "processing_settings" ADD CONSTRAINT "processing_settings_one_row" CHECK (id = 1);
ALTER TABLE "processing_settings" ADD CONSTRAINT "processing_settings_range" CHECK (external_threshold BETWEEN 0 AND 1 AND approval_threshold BETWEEN 0 AND 1);

-- The ledger is a tenant's; its lines are completed once the answer is there, and never taken away.
ALTER TABLE ai_calls ENABLE ROW LEVEL SECURITY;
ALTER TABLE ai_calls FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON ai_calls TO comprobante_app USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
GRANT SELECT, INSERT, UPDATE ON ai_calls TO comprobante_app;

-- Thresholds hold for every tenant: any tenant's work reads them, and only the platform's administrator, who acts as comprobante_system, changes them.
ALTER TABLE processing_settings ENABLE ROW LEVEL SECURITY;
ALTER TABLE processing_settings FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON processing_settings FOR SELECT TO comprobante_app USING (current_tenant() IS NOT NULL);
CREATE POLICY system ON processing_settings TO comprobante_system USING (true) WITH CHECK (true);
GRANT SELECT ON processing_settings TO comprobante_app;
GRANT SELECT, INSERT, UPDATE ON processing_settings TO comprobante_system;

-- What the platform's administrator changes stands in the audit log of every tenant that it concerns; comprobante_system adds lines and reads none.
CREATE POLICY system ON audit_entries FOR INSERT TO comprobante_system WITH CHECK (document_id IS NULL);
GRANT INSERT ON audit_entries TO comprobante_system;
GRANT USAGE ON SEQUENCE audit_entries_id_seq TO comprobante_system;
