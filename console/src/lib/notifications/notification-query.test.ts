import { expect, it } from 'vitest';
import { notificationKinds } from '../../../../contract/notification.ts';
import { notificationQuery, notificationsHref, toCallQuery, topics } from './notification-query.ts';

const read = (search: string) => notificationQuery(new URLSearchParams(search));

it('every kind belongs to one topic', () => {
  expect(Object.values(topics).flat().sort()).toEqual([...notificationKinds].sort());
});

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
