/**
 * @typedef {object} LockEntry
 * @property {string} [version]
 * @property {boolean} [optional]
 * @property {boolean} [devOptional]
 * @property {boolean} [link]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 * @property {Record<string, string>} [optionalDependencies]
 */

/**
 * The builds for other platforms that a lock file lacks. npm drops those that the registry it was written against did not serve,
 * and afterwards neither installs from the file (`npm ci`) nor works offline, although this platform needs none of them.
 * @param {Record<string, LockEntry>} packages The lock file's `packages`.
 * @returns {Record<string, LockEntry>} Their entries, without an integrity: it is filled in where they are first installed.
 */
export function missingPlatforms(packages) {
  /** @type {Record<string, LockEntry>} */
  const missing = {};
  for (const [path, { optionalDependencies = {} }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const platform = platformOf(name);
      if (platform && !isLocked(packages, path, name)) missing[`node_modules/${name}`] = { version, optional: true, ...platform };
    }
  }
  return missing;
}

/** Optional builds that nothing here runs: the console's translations are compiled without the version control that comes with them, which is a sixth of all the packages' bytes. */
const unused = /^node_modules\/@lix-js\/sdk-/;

/**
 * The entries of optional builds that are not wanted, each for a system that no machine has: npm leaves out what is for others.
 * @param {Record<string, LockEntry>} packages
 * @returns {Record<string, LockEntry>}
 */
export function leftOut(packages) {
  return Object.fromEntries(Object.entries(packages).filter(([path]) => unused.test(path)).map(([path, entry]) => [path, { ...entry, os: ['none'] }]));
}

/**
 * Whether a package's dependency is locked: nested in it, or in a folder above, as Node looks it up.
 * @param {Record<string, LockEntry>} packages
 * @param {string} from
 * @param {string} name
 */
function isLocked(packages, from, name) {
  for (let base = from; ; base = base.slice(0, Math.max(0, base.lastIndexOf('node_modules/') - 1))) {
    if (packages[`${base ? `${base}/` : ''}node_modules/${name}`]) return true;
    if (!base) return false;
  }
}

/**
 * @param {string} name
 * @returns {Pick<LockEntry, 'os' | 'cpu' | 'libc'> | undefined} undefined for a name that ends in no platform.
 */
export function platformOf(name) {
  const found = /-(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)-(arm64|arm|ia32|loong64|ppc64|riscv64|s390x|x64)(?:-(\w+))?$/.exec(name);
  const [, os, cpu, variant] = found ?? [];
  if (!os || !cpu) return undefined;
  const libc = variant === 'musl' ? ['musl'] : os === 'linux' && variant === 'gnu' ? ['glibc'] : undefined;
  return { os: [os], cpu: [cpu], ...(libc ? { libc } : {}) };
}
