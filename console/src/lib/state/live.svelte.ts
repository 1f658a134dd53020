export type LiveState = 'signed-out' | 'polling' | 'reconnecting';

/** Whether what is on the screen follows what happens. Bound methods: they are passed as callbacks. */
class Live {
  #isMissing = $state(false);

  answered = (): void => {
    this.#isMissing = false;
  };

  missed = (): void => {
    this.#isMissing = true;
  };

  stateFor(isSignedIn: boolean): LiveState {
    if (!isSignedIn) return 'signed-out';
    return this.#isMissing ? 'reconnecting' : 'polling';
  }
}

export const live = new Live();
