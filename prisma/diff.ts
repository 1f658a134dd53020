// Prints the SQL that leads from an older schema file to schema.prisma, for a new migration:
//   git show HEAD:prisma/schema.prisma > old.prisma && node prisma/diff.ts old.prisma > prisma/migrations/<time>_<name>/migration.sql
// Row-level security, roles and triggers are not part of the Prisma schema: add them to the migration by hand.
import { readFile } from 'node:fs/promises';
import { config } from '../config.ts';
import { openSchemaEngine } from './engine.ts';
import { noFilter, readSchema } from './migrations.ts';

const older = process.argv[2];
const engine = await openSchemaEngine(config.migration().ownerUrl);
const [path, content] = await readSchema();
const { stdout } = await engine.diff({
  from: older ? { tag: 'schemaDatamodel', files: [{ path: older, content: await readFile(older, 'utf8') }] } : { tag: 'empty' },
  to: { tag: 'schemaDatamodel', files: [{ path, content }] },
  script: true,
  exitCode: null,
  filters: noFilter,
});
process.stdout.write(stdout ?? '');
process.exit(0);
