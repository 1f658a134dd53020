-- A file with several invoices becomes a document for each: which one of the file a part is.
ALTER TABLE "documents" ADD COLUMN "part" INTEGER;
