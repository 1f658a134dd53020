export const usualHours = 24;
export const hourChoices = [1, usualHours, 168] as const;

/** The period that stands in the address bar, in hours; nonsense there is the usual one. */
export function hoursOf(search: URLSearchParams): number {
  const hours = Number(search.get('hours'));
  return hourChoices.find((one) => one === hours) ?? usualHours;
}
