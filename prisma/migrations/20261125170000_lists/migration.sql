-- Lists at any size. Under row-level security a condition may use an index only where its operator is leakproof, which those of enums, numeric and LIKE
-- are not: lists filter by text columns made from the enums, and text search asks a function that sees ids and searched text alone.

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;

-- Lower case without accents, so that "ferreteria" finds "Ferretería". Letters by hand: what lower() does to them depends on the database's locale.
CREATE FUNCTION fold_text(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURNS NULL ON NULL INPUT
  AS $$ SELECT lower(translate(value, 'ÁÀÂÄÃáàâäãÉÈÊËéèêëÍÌÎÏíìîïÓÒÔÖÕóòôöõÚÙÛÜúùûüÑñÇç', 'aaaaaaaaaaeeeeeeeeiiiiiiiioooooooooouuuuuuuunncc')) $$;

ALTER TABLE documents
  ADD COLUMN status_text text GENERATED ALWAYS AS (CASE status WHEN 'received' THEN 'received' WHEN 'preprocessing' THEN 'preprocessing' WHEN 'ingested' THEN 'ingested' WHEN 'extracting' THEN 'extracting'
    WHEN 'in_review' THEN 'in_review' WHEN 'approved' THEN 'approved' WHEN 'rejected' THEN 'rejected' WHEN 'failed' THEN 'failed' WHEN 'cancelled' THEN 'cancelled' END) STORED,
  ADD COLUMN search_text text GENERATED ALWAYS AS (fold_text(file_name || E'\n' || coalesce(issuer_name, '') || E'\n' || coalesce(issuer_tax_id, '') || E'\n' || coalesce(invoice_number, ''))) STORED;
ALTER TABLE review_tasks
  ADD COLUMN client_id uuid,
  ADD COLUMN status_text text GENERATED ALWAYS AS (CASE status WHEN 'open' THEN 'open' WHEN 'approved' THEN 'approved' WHEN 'rejected' THEN 'rejected' WHEN 'withdrawn' THEN 'withdrawn' END) STORED;

-- A task's client is its document's, which never changes.
CREATE FUNCTION review_task_client() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.client_id := (SELECT client_id FROM documents WHERE id = NEW.document_id);
  RETURN NEW;
END $$;
CREATE TRIGGER review_task_client BEFORE INSERT ON review_tasks FOR EACH ROW EXECUTE FUNCTION review_task_client();
ALTER TABLE documents NO FORCE ROW LEVEL SECURITY;
ALTER TABLE review_tasks NO FORCE ROW LEVEL SECURITY;
UPDATE review_tasks t SET client_id = d.client_id FROM documents d WHERE d.id = t.document_id;
ALTER TABLE review_tasks FORCE ROW LEVEL SECURITY;

DROP INDEX "documents_tenant_id_status_created_at_idx";
DROP INDEX "documents_tenant_id_client_id_created_at_idx";
DROP INDEX "review_tasks_tenant_id_status_confidence_created_at_idx";
CREATE INDEX "documents_tenant_id_status_text_created_at_id_idx" ON documents (tenant_id, status_text, created_at DESC, id DESC);
CREATE INDEX "documents_tenant_id_client_id_created_at_id_idx" ON documents (tenant_id, client_id, created_at DESC, id DESC);
CREATE INDEX "documents_tenant_id_confidence_id_idx" ON documents (tenant_id, confidence, id);
CREATE INDEX "documents_tenant_id_total_amount_id_idx" ON documents (tenant_id, total_amount, id);
CREATE INDEX "documents_search_idx" ON documents USING gin (tenant_id, search_text gin_trgm_ops) WITH (gin_pending_list_limit = 256);
CREATE INDEX "review_tasks_queue_idx" ON review_tasks (tenant_id, status_text, confidence, created_at, id);
CREATE INDEX "review_tasks_client_queue_idx" ON review_tasks (tenant_id, client_id, status_text, confidence, created_at, id);
CREATE INDEX "review_tasks_tenant_id_created_at_id_idx" ON review_tasks (tenant_id, created_at, id);
CREATE INDEX "review_decisions_tenant_id_created_at_idx" ON review_decisions (tenant_id, created_at);

-- The role of the search function and of nothing else: it signs in nowhere, reads four columns, and is confined to a tenant by the function's own text.
-- Whoever gets ids from it still sees of their rows what the policies allow.
CREATE POLICY search ON documents FOR SELECT TO comprobante_search USING (true);
GRANT SELECT (id, tenant_id, created_at, search_text) ON documents TO comprobante_search;
GRANT USAGE ON SCHEMA public TO comprobante_search;

-- What LIKE looks for in search_text, where people look for these words.
CREATE FUNCTION search_pattern(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURNS NULL ON NULL INPUT
  AS $$ SELECT '%' || regexp_replace(fold_text(words), '([\\%_])', '\\\1', 'g') || '%' $$;

-- Ids of the current tenant's documents whose searched text holds the words, in no order, and no more than so many; null where the newest documents show already
-- that the words are common: those are sooner found by looking at each row than by the index.
CREATE FUNCTION search_documents(words text, most int) RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  tenant uuid := current_tenant();
  among_newest int;
  found uuid[];
BEGIN
  SELECT count(*) INTO among_newest FROM (SELECT search_text FROM documents WHERE tenant_id = tenant ORDER BY created_at DESC, id DESC LIMIT 300) newest WHERE strpos(search_text, fold_text(words)) > 0;
  IF among_newest > 30 THEN
    RETURN NULL;
  END IF;
  EXECUTE 'SELECT array(SELECT id FROM documents WHERE tenant_id = $1 AND search_text LIKE $2 LIMIT $3)' INTO found USING tenant, search_pattern(words), most;
  RETURN found;
END $$;
REVOKE ALL ON FUNCTION search_documents(text, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_documents(text, int) TO comprobante_app;
GRANT CREATE ON SCHEMA public TO comprobante_search;
ALTER FUNCTION search_documents(text, int) OWNER TO comprobante_search;
REVOKE CREATE ON SCHEMA public FROM comprobante_search;

-- How many rows each list has, exactly, at a cost that does not grow with them: changes are added as rows of their own, so that nobody waits for anybody,
-- and folded into one now and then. A client_id of null counts every client.
CREATE TABLE list_counts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id uuid NOT NULL,
  list text NOT NULL, -- documents or review_tasks
  client_id uuid,
  status text NOT NULL,
  n int NOT NULL
);
CREATE INDEX list_counts_idx ON list_counts (tenant_id, list, client_id, status) INCLUDE (n);
ALTER TABLE list_counts ENABLE ROW LEVEL SECURITY;
INSERT INTO list_counts (tenant_id, list, client_id, status, n) SELECT tenant_id, 'documents', client_id, status_text, count(*) FROM documents GROUP BY GROUPING SETS ((tenant_id, client_id, status_text), (tenant_id, status_text));
INSERT INTO list_counts (tenant_id, list, client_id, status, n) SELECT tenant_id, 'review_tasks', client_id, status_text, count(*) FROM review_tasks GROUP BY GROUPING SETS ((tenant_id, client_id, status_text), (tenant_id, status_text));
ALTER TABLE documents FORCE ROW LEVEL SECURITY;
ALTER TABLE list_counts FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON list_counts TO comprobante_app USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
GRANT SELECT, INSERT, UPDATE, DELETE ON list_counts TO comprobante_app;
-- Tasks that go with their document are deleted, and thereby counted, in the name of the tables' owner.
CREATE POLICY cascade ON list_counts TO CURRENT_USER USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());

CREATE FUNCTION fold_counts(tenant uuid, which text, client uuid) RETURNS void LANGUAGE sql AS $$
  WITH own AS (
    SELECT id FROM list_counts WHERE tenant_id = tenant AND list = which AND client_id IS NOT DISTINCT FROM client LIMIT 1000 FOR UPDATE SKIP LOCKED
  ), gone AS (
    DELETE FROM list_counts c USING own WHERE c.id = own.id RETURNING c.status, c.n
  )
  INSERT INTO list_counts (tenant_id, list, client_id, status, n) SELECT tenant, which, client, status, sum(n) FROM gone GROUP BY status HAVING sum(n) <> 0
$$;

CREATE FUNCTION count_row() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  tenant uuid := coalesce(NEW.tenant_id, OLD.tenant_id);
  client uuid := coalesce(NEW.client_id, OLD.client_id);
BEGIN
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO list_counts (tenant_id, list, client_id, status, n) VALUES (tenant, TG_TABLE_NAME, client, OLD.status::text, -1), (tenant, TG_TABLE_NAME, NULL, OLD.status::text, -1);
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO list_counts (tenant_id, list, client_id, status, n) VALUES (tenant, TG_TABLE_NAME, client, NEW.status::text, 1), (tenant, TG_TABLE_NAME, NULL, NEW.status::text, 1);
  END IF;
  -- About every thirtieth change; whoever is folding the same rows is left to it.
  IF random() < 0.03 THEN
    PERFORM fold_counts(tenant, TG_TABLE_NAME, NULL);
    PERFORM fold_counts(tenant, TG_TABLE_NAME, client);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER document_counted AFTER INSERT OR DELETE ON documents FOR EACH ROW EXECUTE FUNCTION count_row();
CREATE TRIGGER document_recounted AFTER UPDATE OF status ON documents FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION count_row();
CREATE TRIGGER review_task_counted AFTER INSERT OR DELETE ON review_tasks FOR EACH ROW EXECUTE FUNCTION count_row();
CREATE TRIGGER review_task_recounted AFTER UPDATE OF status ON review_tasks FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION count_row();
