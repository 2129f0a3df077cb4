import type { ConsoleEvent } from '@privateline/console';
import type { GateDecision, LocalCloud } from '@privateline/local-cloud';
import type { FleetTenant } from './demo-fleet.ts';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parse = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

/** Reads a function's `route` log line, as one would from CloudWatch; undefined for any other line. */
export const readRouteLine = (line: string, tenants: readonly FleetTenant[]): ConsoleEvent | undefined => {
  const entry = parse(line);
  if (!isObject(entry) || entry['message'] !== 'route' || !isObject(entry['route'])) return undefined;
  const { kind, tenantId, rooms, outcome, ignoredClaims } = entry['route'];
  const tenant = tenants.find(({ serving }) => serving.id === tenantId);
  const walked = Array.isArray(rooms) ? rooms.filter(isObject) : [];
  return {
    kind: 'route',
    at: String(entry['timestamp']),
    channel: kind === 'phone' ? 'phone' : 'chat',
    tenant: tenant?.serving.name ?? null,
    rooms: walked.map(({ room, ms }) => ({ room: String(room), ms: Number(ms) })),
    outcome: String(outcome),
    ignoredClaims: Number(ignoredClaims),
  };
};

/** The last part of an ARN tells a person enough. */
const shorten = (arn: string): string => arn.replace(/^arn:[^:]*:([^:]*):[^:]*:[^:]*:/, '$1 ');

const readDecision = ({ atMs, principal, action, resource, denial }: GateDecision): ConsoleEvent => ({
  kind: 'decision',
  at: new Date(atMs).toISOString(),
  principal: shorten(principal),
  action,
  resource: shorten(resource),
  denied: denial === null ? null : `${denial.cause} ${denial.layer}`,
});

/** Hands the gate's decisions on, but for those of the control plane's own writing. */
export const feedDecisions = (
  { decisions }: LocalCloud,
  publish: (event: ConsoleEvent) => void,
): (() => void) =>
  decisions.subscribe((decision) => {
    if (!decision.principal.endsWith(':user/control-plane')) publish(readDecision(decision));
  });
