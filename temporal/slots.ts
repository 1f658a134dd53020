/**
 * The worker of deliveries: as many at once as there may be receivers that take their second to answer. A quick attempt holds the slot of its
 * workflow task, so both are as many.
 */
export const deliverySlots = { maxCachedWorkflows: 500, maxConcurrentWorkflowTaskExecutions: 300, maxConcurrentLocalActivityExecutions: 300 } as const;
