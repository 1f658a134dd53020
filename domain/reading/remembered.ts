/**
 * `make`, asked once for each object: what it gave is kept as long as the object lives. For objects that nothing changes once they are made,
 * and for what follows from them alone.
 */
export function remembered<K extends object, T>(make: (key: K) => T): (key: K) => T {
  const known = new WeakMap<K, { value: T }>();
  return (key) => {
    const found = known.get(key);
    if (found) return found.value;
    const value = make(key);
    known.set(key, { value });
    return value;
  };
}
