import type { ConsoleEvent, ConsoleTenant } from '../src/console-event.ts';
import { type Board, drawBoard } from './board.ts';
import { logDecision, logRequest } from './logs.ts';

const REPLAYED_AFTER_MS = 3_000;

const find = (id: string): Element => {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`the page has no ${id}`);
  return element;
};

const count = (id: string): void => {
  const element = find(id);
  element.textContent = String(Number(element.textContent) + 1);
};

const showDecision = (event: Extract<ConsoleEvent, { kind: 'decision' }>): void => {
  count(event.denied === null ? 'count-allowed' : 'count-denied');
  logDecision(find('decisions'), event);
};

const showRoute = (board: Board, event: Extract<ConsoleEvent, { kind: 'route' }>): void => {
  find('empty').setAttribute('hidden', '');
  // What happened before this page was opened is listed, not played.
  if (Date.now() - Date.parse(event.at) < REPLAYED_AFTER_MS) board.show(event);
  logRequest(find('requests'), event);
  count(event.outcome === 'answered' ? 'count-answered' : 'count-refused');
  if (event.outcome !== 'answered')
    find('announcement').textContent = `A ${event.channel} request was refused: ${event.outcome}`;
};

const show = (board: Board, event: ConsoleEvent): void =>
  event.kind === 'decision' ? showDecision(event) : showRoute(board, event);

const follow = (board: Board): void => {
  const connection = find('connection');
  const say = (state: 'live' | 'lost'): void => {
    connection.className = state;
    connection.textContent = state === 'live' ? 'live' : 'the switchboard has stopped';
  };
  const feed = new EventSource('/events');
  feed.onopen = () => say('live');
  feed.onerror = () => say('lost');
  feed.onmessage = ({ data }) => show(board, JSON.parse(data));
};

const canvas = find('board');
const tenants: readonly ConsoleTenant[] = await (await fetch('/tenants.json')).json();
if (canvas instanceof SVGSVGElement) follow(drawBoard(canvas, tenants));
