import type { HttpRequest } from './http.ts';

const FORM = /^application\/x-www-form-urlencoded\s*(;|$)/i;

/** Is the body a form? Some schemes sign a form's parameters only, so any other body would be blessed unread. */
export const isForm = (request: HttpRequest): boolean => FORM.test(request.headers.get('content-type') ?? '');

/** Reads the form. Blank values and repeated names are kept: a signature is over all of them. */
export const readForm = ({ body }: HttpRequest): URLSearchParams =>
  new URLSearchParams(Buffer.from(body).toString('utf8'));

/**
 * Each name with each of its values, both in order and without a delimiter: the text under Twilio's and Plivo's
 * signatures.
 *
 * @param valuesOf which of a repeated name's values count: Twilio drops repetitions, Plivo keeps them.
 */
export const spellParameters = (
  parameters: URLSearchParams,
  valuesOf: (values: readonly string[]) => readonly string[],
): string =>
  [...new Set(parameters.keys())]
    .sort()
    .flatMap((name) => [...valuesOf(parameters.getAll(name))].sort().map((value) => name + value))
    .join('');
