/** Does the same to many things, a few at a time, and counts how many it worked for. */
export async function allOf<T>(things: readonly T[], work: (thing: T) => Promise<unknown>, atOnce = 4): Promise<{ done: number; refused: number }> {
  const waiting = [...things];
  let done = 0;
  const turn = async () => {
    for (let thing = waiting.shift(); thing !== undefined; thing = waiting.shift()) {
      await work(thing).then(() => (done += 1), () => undefined);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, turn));
  return { done, refused: things.length - done };
}
