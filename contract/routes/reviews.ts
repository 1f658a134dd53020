import { BulkResult, ReviewBulk } from '../bulk.ts';
import { pageOf } from '../common.ts';
import { Approval, Assignment, Rejection, ReviewFilter, ReviewTask } from '../review.ts';
import { byId, route } from '../route-spec.ts';

/** The inbox of documents that need a person. */
export const reviewRoutes = {
  listReviewTasks: route({ method: 'get', path: '/v1/review-tasks', summary: 'The review inbox', tag: 'Review', access: 'reviews:read', query: ReviewFilter, status: 200, response: pageOf(ReviewTask), isEager: true }),
  getReviewTask: route({ method: 'get', path: '/v1/review-tasks/{id}', summary: 'Get a review task', tag: 'Review', access: 'reviews:read', params: byId, status: 200, response: ReviewTask, errors: ['not_found'] }),
  claimReviewTask: route({ method: 'post', path: '/v1/review-tasks/{id}/claim', summary: 'Hold a task for ten minutes; claiming again renews', tag: 'Review', access: 'reviews:decide', params: byId, status: 200, response: ReviewTask, errors: ['not_found', 'claimed_by_other', 'already_decided'] }),
  assignReviewTask: route({ method: 'post', path: '/v1/review-tasks/{id}/assign', summary: 'Give an open task to a member who may decide, or to nobody; others still may take it', tag: 'Review', access: 'reviews:decide', params: byId, body: Assignment, status: 200, response: ReviewTask, errors: ['not_found', 'already_decided'] }),
  releaseReviewTask: route({ method: 'post', path: '/v1/review-tasks/{id}/release', summary: 'Let go of a held task', tag: 'Review', access: 'reviews:decide', params: byId, status: 200, response: ReviewTask, errors: ['not_found', 'claimed_by_other', 'already_decided'] }),
  approveReviewTask: route({ method: 'post', path: '/v1/review-tasks/{id}/approve', summary: 'Approve, with corrections where needed', tag: 'Review', access: 'reviews:decide', params: byId, body: Approval, status: 200, response: ReviewTask, errors: ['not_found', 'claimed_by_other', 'already_decided'] }),
  rejectReviewTask: route({ method: 'post', path: '/v1/review-tasks/{id}/reject', summary: 'Reject, with a reason', tag: 'Review', access: 'reviews:decide', params: byId, body: Rejection, status: 200, response: ReviewTask, errors: ['not_found', 'claimed_by_other', 'already_decided'] }),
  decideReviewTasks: route({ method: 'post', path: '/v1/review-tasks/bulk', summary: 'Approve or reject many review tasks', tag: 'Review', access: 'reviews:decide', body: ReviewBulk, status: 200, response: BulkResult }),
} as const;
