// The one file through which the console reaches the contract: types, and the plain values that the build derives from it.
import values from 'virtual:contract-values';
import type { documentStatuses as DocumentStatuses } from '../../../contract/document.ts';
import type { amountFields as AmountFields, dateFields as DateFields, fieldNames as FieldNames, keyFields as KeyFields } from '../../../contract/extraction.ts';
import type { keyScopes as KeyScopes, rolePermissions as RolePermissions, roles as Roles } from '../../../contract/permissions.ts';
import type { RouteName } from '../../../contract/routes.ts';
import type { eventTypes as EventTypes } from '../../../contract/webhook.ts';

export type { AuditEntry } from '../../../contract/audit.ts';
export type { ApiKey, ApiKeyCreated, CurrentSession } from '../../../contract/account.ts';
export type { Client } from '../../../contract/client.ts';
export type { Actor, ErrorBody } from '../../../contract/common.ts';
export type { Document, DocumentStatus, DocumentSummary, UploadResult } from '../../../contract/document.ts';
export type { ErrorCode } from '../../../contract/errors.ts';
export type { Field, FieldName, FieldSource, LineItem, Reason, ReasonCode, TaxLine } from '../../../contract/extraction.ts';
export type { Dependency, Readiness } from '../../../contract/health.ts';
export type { LiveEvent, LiveEventKind } from '../../../contract/live-event.ts';
export type { Notification, NotificationKind } from '../../../contract/notification.ts';
export type { Invitation, InvitationStatus, Member } from '../../../contract/member.ts';
export type { Statistics } from '../../../contract/statistics.ts';
export type { LinkUploadResult, UploadLink, UploadLinkCreated, UploadLinkInfo, UploadLinkStatus } from '../../../contract/upload-link.ts';
export type { TenantDefaults } from '../../../contract/tenant.ts';
export type { ActiveDocuments, AlertKind, FailureKind, Operations, OperationsAlert, ProcessReport } from '../../../contract/operations.ts';
export type { Box, Page, Word } from '../../../contract/page.ts';
export type { Permission, Role } from '../../../contract/permissions.ts';
export type { Plan } from '../../../contract/plans.ts';
export type { Corrections, ReviewTask } from '../../../contract/review.ts';
export type { RouteInput, RouteName, RouteResponse } from '../../../contract/routes.ts';
export type { Step, StepName, Trace } from '../../../contract/trace.ts';
export type { AttemptFault, DeadLetter, Delivery, DeliveryStatus, Endpoint, EventType } from '../../../contract/webhook.ts';

interface ContractValues {
  routes: Record<RouteName, { method: 'get' | 'post' | 'patch' | 'delete'; path: string; isPublic: boolean }>;
  documentStatuses: typeof DocumentStatuses;
  fieldNames: typeof FieldNames;
  keyFields: typeof KeyFields;
  amountFields: typeof AmountFields;
  dateFields: typeof DateFields;
  eventTypes: typeof EventTypes;
  keyScopes: typeof KeyScopes;
  rolePermissions: typeof RolePermissions;
  roles: typeof Roles;
}

export const { routes, documentStatuses, fieldNames, keyFields, amountFields, dateFields, eventTypes, keyScopes, rolePermissions, roles } = values as ContractValues;
