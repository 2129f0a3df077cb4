import type { ConsoleEvent, ConsoleTenant } from '../src/console-event.ts';
import { svg } from './svg.ts';

type RouteEvent = Extract<ConsoleEvent, { kind: 'route' }>;

const ROOMS = [
  ['identify', 'Caller'],
  ['resolve tenant', 'ResolvedTenant'],
  ['assume tenant role', 'TenantCredentials'],
  ['open runtime', 'TenantRuntime'],
  ['invoke', 'AgentReply'],
] as const;

const ROOM = { left: 150, top: 112, width: 138, height: 92, gap: 16 } as const;
const JACK = { left: 944, width: 160, height: 62, gap: 18 } as const;
/** The rail runs through the lower part of the rooms, under their names. */
const MIDDLE = ROOM.top + 70;
const DOORS = [
  ['phone', 'Phone', 'webhook'],
  ['chat', 'Chat', 'token'],
] as const;

/** How long a call takes to cross a room on the screen, in milliseconds: the eye is slower than the router. */
const STEP_MS = 170;

const roomX = (index: number): number => ROOM.left + index * (ROOM.width + ROOM.gap);
const doorY = (channel: RouteEvent['channel']): number => (channel === 'phone' ? MIDDLE - 42 : MIDDLE + 42);

interface Box {
  readonly className: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly subtitle: string;
}

/** A rounded box with a title and a line under it, both near its top. */
const box = ({ className, x, y, width, height, title, subtitle }: Box): SVGGElement => {
  const group = svg('g', { class: className });
  const middle = x + width / 2;
  group.append(
    svg('rect', { x, y, width, height, rx: 12 }),
    svg('text', { x: middle, y: y + 27 }, title),
    svg('text', { class: 'subtitle', x: middle, y: y + 46 }, subtitle),
  );
  return group;
};

/** Marks something for a moment. */
const flash = (element: Element | undefined, className: string): void => {
  element?.classList.add(className);
  setTimeout(() => element?.classList.remove(className), 1_400);
};

/** The drawn switchboard. */
export interface Board {
  /** Lets one request travel as far as it came. */
  show(event: RouteEvent): void;
}

/** Draws doors, rooms and one jack for each tenant. */
export const drawBoard = (canvas: SVGSVGElement, tenants: readonly ConsoleTenant[]): Board => {
  const height = Math.max(330, tenants.length * (JACK.height + JACK.gap) + 40);
  canvas.setAttribute('viewBox', `0 0 1120 ${height}`);
  const jackTop = MIDDLE - (tenants.length * (JACK.height + JACK.gap) - JACK.gap) / 2;
  const jackY = (index: number): number => jackTop + index * (JACK.height + JACK.gap) + JACK.height / 2;
  const lineEnd = roomX(ROOMS.length - 1) + ROOM.width;

  const rooms = ROOMS.map(([title, subtitle], index) =>
    box({
      className: 'room',
      x: roomX(index),
      y: ROOM.top,
      width: ROOM.width,
      height: ROOM.height,
      title,
      subtitle,
    }),
  );
  const jacks = tenants.map(({ name, number }, index) =>
    box({
      className: 'jack',
      x: JACK.left,
      y: jackY(index) - JACK.height / 2,
      width: JACK.width,
      height: JACK.height,
      title: name,
      subtitle: number,
    }),
  );
  const doors = DOORS.map(([channel, title, subtitle]) =>
    box({ className: 'door', x: 16, y: doorY(channel) - 32, width: 100, height: 64, title, subtitle }),
  );
  const wires = [
    ...DOORS.map(
      ([channel]) => `M116 ${doorY(channel)} C 136 ${doorY(channel)}, 130 ${MIDDLE}, ${ROOM.left} ${MIDDLE}`,
    ),
    ...tenants.map(
      (_, index) =>
        `M${lineEnd} ${MIDDLE} C ${lineEnd + 20} ${MIDDLE}, ${JACK.left - 22} ${jackY(index)}, ${JACK.left} ${jackY(index)}`,
    ),
    `M${ROOM.left} ${MIDDLE} H ${lineEnd}`,
  ];
  canvas.append(...rooms, ...wires.map((d) => svg('path', { class: 'wire', d })), ...jacks, ...doors);

  const stopsOf = (event: RouteEvent): readonly [number, number][] => {
    const through = event.rooms.map((_, index): [number, number] => [roomX(index) + ROOM.width / 2, MIDDLE]);
    const jack = tenants.findIndex(({ name }) => name === event.tenant);
    const end: [number, number][] =
      event.outcome === 'answered' && jack >= 0 ? [[JACK.left, jackY(jack)]] : [];
    return [[116, doorY(event.channel)], ...through, ...end];
  };

  const verdicts = ROOMS.map((_, index) =>
    svg('text', { class: 'verdict', x: roomX(index) + ROOM.width / 2, y: ROOM.top - 14 }),
  );
  canvas.append(...verdicts);

  const arrive = (event: RouteEvent): void => {
    if (event.outcome === 'answered') {
      flash(jacks[tenants.findIndex(({ name }) => name === event.tenant)], 'lit');
      return;
    }
    const at = Math.max(0, event.rooms.length - 1);
    const verdict = verdicts[at];
    if (verdict !== undefined) verdict.textContent = event.outcome;
    flash(verdict, 'said');
    flash(rooms[at], 'refused');
  };

  return {
    show(event) {
      const stops = stopsOf(event);
      const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
      const call = svg('circle', { class: event.outcome === 'answered' ? 'call' : 'call stopped', r: 7 });
      const frames = stops.map(([x, y]) => ({ transform: `translate(${x}px, ${y}px)` }));
      canvas.append(call);
      const travel = call.animate(frames, {
        duration: still ? 1 : STEP_MS * stops.length,
        easing: 'ease-in-out',
        fill: 'forwards',
      });
      travel.finished.then(() => {
        arrive(event);
        setTimeout(() => call.remove(), 700);
      });
    },
  };
};
