/** One server-sent event. */
export type Event = { readonly event: string; readonly data: unknown };

const fieldOf = (block: string, name: string): string | undefined =>
  block
    .split('\n')
    .find((line) => line.startsWith(`${name}: `))
    ?.slice(name.length + 2);

/** The events of a response as they arrive. */
export async function* eventsOf(response: Response): AsyncGenerator<Event, void> {
  let unread = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    const blocks = (unread + decoder.decode(chunk, { stream: true })).split('\n\n');
    unread = blocks.pop() ?? '';
    for (const block of blocks) {
      yield {
        event: fieldOf(block, 'event') ?? 'message',
        data: JSON.parse(fieldOf(block, 'data') ?? 'null'),
      };
    }
  }
}

export const allEventsOf = async (response: Response): Promise<readonly Event[]> => {
  const events: Event[] = [];
  for await (const event of eventsOf(response)) events.push(event);
  return events;
};
