import { type E164, isE164 } from '@privateline/tenancy';
import parsePhoneNumber from 'libphonenumber-js/min';

/** ASCII only: look-alike digits would normalise into another's number, letters and `;` would be an extension or a SIP URI. */
const PLAIN = /^\+[0-9]{7,15}$/;

/**
 * Reads the number that was dialled, which must be spelled as E.164 already and be possible in its region's plan.
 *
 * @returns undefined for a withheld, alphanumeric, extended or impossible number.
 */
export const parseDialledNumber = (dialled: string): E164 | undefined => {
  if (!PLAIN.test(dialled)) return undefined;
  const number = parsePhoneNumber(dialled);
  const spelled = number?.isPossible() ? number.number : '';
  return spelled === dialled && isE164(spelled) ? spelled : undefined;
};
