// Makes the roles and applies the migrations that are missing: `npm run migrate`. Safe to run again and side by side.
import pg from 'pg';
import { config } from '../config.ts';
import { openSchemaEngine } from './engine.ts';
import { noFilter, readMigrations } from './migrations.ts';
import { ensureRole, ensureSearchRole } from './roles.ts';

/** Any number that is the same for everybody who migrates. */
const lockId = 721_503_118;

const urls = config.migration();
const owner = new pg.Client({ connectionString: urls.ownerUrl });
await owner.connect();
await owner.query('SELECT pg_advisory_lock($1)', [lockId]);
await ensureRole(owner, 'comprobante_app', urls.appUrl);
await ensureRole(owner, 'comprobante_system', urls.systemUrl);
await ensureSearchRole(owner);
const engine = await openSchemaEngine(urls.ownerUrl);
const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList: await readMigrations(), filters: noFilter });
for (const name of appliedMigrationNames) process.stdout.write(`applied ${name}\n`);
await owner.end();
process.exit(0);
