-- Invoices of one issuer and day, to find those that are nearly the same.
CREATE INDEX "documents_tenant_id_issuer_tax_id_issue_date_idx" ON "documents"("tenant_id", "issuer_tax_id", "issue_date");
