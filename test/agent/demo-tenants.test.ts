import { describe, expect, it } from 'vitest';
import { demoTenants } from '../../packages/demo/src/tenants/index.ts';
import { parseDialledNumber } from '../../packages/router/src/channels/dialled-number.ts';

const withoutRepetition = (values: readonly string[]) => [...new Set(values)];

describe("the demo's tenants", () => {
  const numbers = demoTenants.flatMap((tenant) => tenant.numbers);

  it('are called at numbers that the router reads and that regulators keep for fiction', () => {
    const fictional = [/^\+1\d{3}55501\d{2}$/, /^\+442079460\d{3}$/, /^\+493023125\d{3}$/];
    for (const number of numbers) {
      expect(parseDialledNumber(number)).toBe(number);
      expect(fictional.some((range) => range.test(number))).toBe(true);
    }
  });

  it('share no name, number or user', () => {
    for (const values of [
      numbers,
      demoTenants.map(({ displayName }) => displayName),
      demoTenants.flatMap(({ users }) => users),
    ]) {
      expect(values).toEqual(withoutRepetition(values));
    }
  });

  it('share one carrier account but for the one that brought its own', () => {
    expect(demoTenants.map(({ carrierAccount }) => carrierAccount)).toEqual(['shared', 'shared', 'own']);
  });

  it.each(demoTenants)('$displayName has notes in the order of their keys', ({ knowledge }) => {
    const keys = knowledge.map(({ sk }) => sk);
    expect(keys.length).toBeGreaterThanOrEqual(10);
    expect(keys).toEqual(withoutRepetition(keys).toSorted());
  });
});
