import type { Cell } from '@privateline/tenancy';
import { checkSettings } from './check-settings.ts';
import { combineSettings, type PostureRequest } from './combine.ts';
import type { PostureProblem } from './problem.ts';
import type { PostureSettings } from './settings.ts';

/**
 * Settings that were found possible, together with the cell in which they are. A silo is built from this alone, so
 * there is no second cell that the residence could disagree with, and no unchecked setting.
 */
class SettledPosture {
  readonly #cell: Cell;
  readonly #settings: PostureSettings;

  private constructor(cell: Cell, settings: PostureSettings) {
    this.#cell = cell;
    this.#settings = settings;
  }

  get cell(): Cell {
    return this.#cell;
  }

  get settings(): PostureSettings {
    return this.#settings;
  }

  /** Settles what was asked for in one cell, or says everything that is wrong with it at once. */
  static settle(request: PostureRequest, cell: Cell): PostureOutcome {
    const { settings, problems } = combineSettings(request);
    const all = [...problems, ...checkSettings(settings), ...checkCell(settings, cell)];
    return all.length === 0
      ? { outcome: 'settled', posture: new SettledPosture(cell, settings) }
      : { outcome: 'impossible', problems: all };
  }
}

export type { SettledPosture as Posture };

/** Either a posture that can be built, or every reason why not. */
export type PostureOutcome =
  | { readonly outcome: 'settled'; readonly posture: SettledPosture }
  | { readonly outcome: 'impossible'; readonly problems: readonly PostureProblem[] };

const checkCell = ({ residence }: PostureSettings, { region }: Cell): readonly PostureProblem[] =>
  residence.includes(region) ? [] : [{ reason: 'residence against cell', region, residence }];

/**
 * Settles the posture of a tenant in a cell. Nothing is made: the answer is a value.
 *
 * @returns every problem at once, so that a description is mended in one go.
 */
export const settlePosture = (request: PostureRequest, cell: Cell): PostureOutcome =>
  SettledPosture.settle(request, cell);
