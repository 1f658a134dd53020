import { expect, it } from 'vitest';
import { notificationQuery, notificationsHref, toCallQuery } from './notification-query.ts';

const read = (search: string) => notificationQuery(new URLSearchParams(search));

it('goes through the address bar and back', () => {
  const query = read('topic=failures&unread=1&offset=30');
  expect(query).toEqual({ topic: 'failures', unread: true, offset: 30 });
  expect(read(notificationsHref(query).split('?')[1]!)).toEqual(query);
  expect(notificationsHref(read('topic=nonsense&offset=-1'))).toBe('/notifications');
});

it('asks the API only for what was chosen', () => {
  expect(toCallQuery(read(''))).toEqual({ limit: 30, offset: 0 });
  expect(toCallQuery(read('topic=approvals&unread'))).toEqual({ limit: 30, offset: 0, kind: ['document.approved', 'document.review_approved'], unread: 'true' });
});
