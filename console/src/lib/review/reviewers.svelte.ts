import { call } from '../api.ts';
import type { Member, Role } from '../contract.ts';

const deciding: readonly Role[] = ['owner', 'admin', 'reviewer'];
export const mayDecide = ({ role }: Member): boolean => deciding.includes(role);

/** The studio's members, asked for once somebody wants to choose among them. */
class Reviewers {
  list = $state.raw<readonly Member[]>([]);
  #isAsked = false;

  load(): void {
    if (this.#isAsked) return;
    this.#isAsked = true;
    // Without them the choice is as it stands; the next focus asks again.
    call('listMembers', { query: { limit: 100 } }).then(({ items }) => (this.list = items), () => (this.#isAsked = false));
  }

  forget(): void {
    [this.list, this.#isAsked] = [[], false];
  }
}

export const reviewers = new Reviewers();
