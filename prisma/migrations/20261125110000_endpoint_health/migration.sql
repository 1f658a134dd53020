-- AlterTable
ALTER TABLE "endpoints" ADD COLUMN     "circuit_openings" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "circuit_until" TIMESTAMPTZ(3),
ADD COLUMN     "consecutive_failures" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "failing_since" TIMESTAMPTZ(3),
ADD COLUMN     "last_failure_at" TIMESTAMPTZ(3),
ADD COLUMN     "next_slot_at" TIMESTAMPTZ(3),
ADD COLUMN     "rate_per_minute" INTEGER,
ADD COLUMN     "retry_client_errors" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "retry_seconds" INTEGER[] DEFAULT ARRAY[]::INTEGER[];

-- AlterTable
ALTER TABLE "dead_letters" ADD COLUMN     "discard_reason" TEXT;
