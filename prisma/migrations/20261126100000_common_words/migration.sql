-- As before, but the newest documents are looked at no further than it takes to know that the words are common.
CREATE OR REPLACE FUNCTION search_documents(words text, most int) RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  tenant uuid := current_tenant();
  folded text := fold_text(words);
  among_newest int;
  found uuid[];
BEGIN
  SELECT count(*) INTO among_newest FROM (
    SELECT 1 FROM (SELECT search_text FROM documents WHERE tenant_id = tenant ORDER BY created_at DESC, id DESC LIMIT 300) newest WHERE strpos(search_text, folded) > 0 LIMIT 31
  ) common;
  IF among_newest > 30 THEN
    RETURN NULL;
  END IF;
  EXECUTE 'SELECT array(SELECT id FROM documents WHERE tenant_id = $1 AND search_text LIKE $2 LIMIT $3)' INTO found USING tenant, search_pattern(words), most;
  RETURN found;
END $$;
