-- AlterTable
ALTER TABLE "users" ADD COLUMN     "language" TEXT NOT NULL DEFAULT 'es';

-- AlterTable
ALTER TABLE "tenants" ADD COLUMN     "address" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "city" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "contact_email" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "contact_name" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "legal_name" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "link_auto_process" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "link_expiry_days" INTEGER DEFAULT 90,
ADD COLUMN     "link_max_files" INTEGER,
ADD COLUMN     "phone" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "postal_code" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "province" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "tax_id" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "vat_condition" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "invitations" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "language" TEXT NOT NULL DEFAULT 'es',
    "token_hash" TEXT NOT NULL,
    "invited_by" JSONB NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "second_factors" (
    "user_id" UUID NOT NULL,
    "secret" BYTEA NOT NULL,
    "enabled_at" TIMESTAMPTZ(3),
    "last_step" BIGINT NOT NULL DEFAULT 0,
    "recovery_codes" TEXT[],

    CONSTRAINT "second_factors_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "attempt_counts" (
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attempt_counts_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "mails" (
    "id" UUID NOT NULL,
    "content" BYTEA NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "available_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mails_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "monthly_usage" (
    "tenant_id" UUID NOT NULL,
    "month" DATE NOT NULL,
    "documents" INTEGER NOT NULL,

    CONSTRAINT "monthly_usage_pkey" PRIMARY KEY ("tenant_id","month")
);

-- CreateIndex
CREATE UNIQUE INDEX "invitations_token_hash_key" ON "invitations"("token_hash");

-- CreateIndex
CREATE INDEX "invitations_tenant_id_created_at_idx" ON "invitations"("tenant_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "mails_available_at_idx" ON "mails"("available_at");

-- AddForeignKey
ALTER TABLE "second_factors" ADD CONSTRAINT "second_factors_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One invitation of an e-mail to a tenant at a time.
CREATE UNIQUE INDEX "invitations_waiting_key" ON "invitations"("tenant_id", "email") WHERE accepted_at IS NULL AND revoked_at IS NULL;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['invitations', 'second_factors', 'attempt_counts', 'mails', 'monthly_usage']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY system ON %I TO comprobante_system USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO comprobante_system', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['invitations', 'monthly_usage']
  LOOP
    EXECUTE format('CREATE POLICY tenant ON %I TO comprobante_app USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant())', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO comprobante_app', t);
  END LOOP;
END $$;

-- A tenant's work may leave a mail, and reads none.
CREATE POLICY tenant ON mails FOR INSERT TO comprobante_app WITH CHECK (current_tenant() IS NOT NULL);
GRANT INSERT ON mails TO comprobante_app;

-- A tenant changes its members' roles and removes them; who joins is decided by comprobante_system, after the invitation.
GRANT UPDATE, DELETE ON members TO comprobante_app;

-- A tenant writes its own data, never its plan.
REVOKE UPDATE ON tenants FROM comprobante_app;
GRANT UPDATE (name, auto_process, link_auto_process, link_expiry_days, link_max_files, legal_name, tax_id, vat_condition, address, city, province, postal_code, contact_name, contact_email, phone)
  ON tenants TO comprobante_app;
