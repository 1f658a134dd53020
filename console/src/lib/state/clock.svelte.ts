/** The current time for relative times on the screen, moved every ten seconds. */
class Clock {
  now = $state(Date.now());

  constructor() {
    if (typeof window !== 'undefined') setInterval(() => (this.now = Date.now()), 10_000);
  }
}

export const clock = new Clock();
