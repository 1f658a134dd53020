import { Fault } from '../fault.mjs';

/**
 * The services that the environment already names, which are then used and not started.
 * @typedef {Record<string, string>} Variables
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ postgres: Variables | undefined, minio: Variables | undefined, temporal: Variables | undefined }}
 */
export function outsideServices(env) {
  return {
    postgres: group(env, 'DATABASE_URL', ['DATABASE_OWNER_URL', 'DATABASE_SYSTEM_URL']),
    minio: group(env, 'S3_ENDPOINT', ['S3_ACCESS_KEY', 'S3_SECRET_KEY'], { S3_BUCKET: 'comprobante', S3_REGION: 'us-east-1' }),
    temporal: group(env, 'TEMPORAL_ADDRESS', [], { TEMPORAL_NAMESPACE: 'default' }),
  };
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} key The variable that says an outside service is meant.
 * @param {string[]} required
 * @param {Variables} [defaults]
 * @returns {Variables | undefined}
 */
function group(env, key, required, defaults = {}) {
  const first = env[key];
  if (!first) return undefined;
  const missing = required.filter((name) => !env[name]);
  if (missing.length > 0) throw new Fault(`${key} names an outside service, but ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not set.`, `Set ${missing.length > 1 ? 'them' : 'it'} too (.env.example says what they are), or leave ${key} out to run the service here.`);
  const named = required.map((name) => [name, env[name] ?? '']);
  const optional = Object.entries(defaults).map(([name, value]) => [name, env[name] || value]);
  return { [key]: first, ...Object.fromEntries([...named, ...optional]) };
}
