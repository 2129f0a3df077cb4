import type { ConsoleEvent } from '../src/console-event.ts';

type RouteEvent = Extract<ConsoleEvent, { kind: 'route' }>;
type DecisionEvent = Extract<ConsoleEvent, { kind: 'decision' }>;

/** How many rows a log keeps. */
const ROWS = 60;

const element = (name: string, className: string, ...children: (Node | string)[]): HTMLElement => {
  const made = document.createElement(name);
  made.className = className;
  made.append(...children);
  return made;
};

const time = (at: string): string => new Date(at).toLocaleTimeString([], { hour12: false });

const prepend = (list: Element, row: Element): void => {
  list.prepend(row);
  while (list.children.length > ROWS) list.lastElementChild?.remove();
};

const bar = ({ rooms }: RouteEvent): (Node | string)[] => {
  const total = rooms.reduce((sum, { ms }) => sum + ms, 0);
  const parts = rooms.map(({ room, ms }) => {
    const part = element('i', '');
    part.style.width = `${(100 * Math.max(ms, total / 50)) / Math.max(total, 1)}%`;
    part.title = `${room}: ${ms} ms`;
    return part;
  });
  return [element('span', 'bar', ...parts), `${total} ms`];
};

const outcome = (event: RouteEvent): HTMLElement =>
  event.outcome === 'answered'
    ? element('span', 'answered', 'answered')
    : element('code', 'refusal', event.outcome);

/** Adds one request to the table. */
export const logRequest = (table: Element, event: RouteEvent): void => {
  const cells = [[time(event.at)], [event.channel], [event.tenant ?? '–'], bar(event), [outcome(event)]];
  prepend(table, element('tr', '', ...cells.map((children) => element('td', '', ...children))));
};

/** Adds one decision of the gate to the list. */
export const logDecision = (list: Element, event: DecisionEvent): void => {
  const verdict =
    event.denied === null
      ? element('span', 'answered', 'allowed')
      : element('span', 'denied', `denied (${event.denied})`);
  prepend(
    list,
    element(
      'li',
      '',
      verdict,
      ' ',
      element('code', '', event.action),
      ` on ${event.resource} `,
      element('div', 'who', event.principal),
    ),
  );
};
