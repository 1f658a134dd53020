-- AlterTable
ALTER TABLE "tenants" ADD COLUMN     "retention_days" INTEGER;

GRANT UPDATE (retention_days) ON tenants TO comprobante_app;
