-- CreateTable
CREATE TABLE "processes" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "version" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "report" JSONB NOT NULL,

    CONSTRAINT "processes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "size_samples" (
    "at" TIMESTAMPTZ(3) NOT NULL,
    "database_bytes" BIGINT NOT NULL,
    "object_bytes" BIGINT NOT NULL,
    "objects" BIGINT NOT NULL,

    CONSTRAINT "size_samples_pkey" PRIMARY KEY ("at")
);

-- They know of no tenant: the platform's own role alone writes and reads them.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['processes', 'size_samples']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY system ON %I TO comprobante_system USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO comprobante_system', t);
  END LOOP;
END $$;
