import { type Filters, noFilters } from './filters.js';

export interface State {
  readonly selected: number | undefined;
  readonly filters: Filters;
  readonly mode: 'picture' | 'table';
  readonly panel: 'details' | 'filters' | undefined;
}

/** What the reader has chosen. Listeners hear of each change, with what was before. */
export interface Store {
  readonly now: State;
  set(change: Partial<State>): void;
  listen(listener: (now: State, before: State) => void): void;
}

export function createStore(): Store {
  let now: State = { selected: undefined, filters: noFilters, mode: 'picture', panel: undefined };
  const listeners: ((now: State, before: State) => void)[] = [];
  return {
    get now() {
      return now;
    },
    set: (change) => {
      const before = now;
      now = { ...now, ...change };
      for (const listener of listeners) listener(now, before);
    },
    listen: (listener) => listeners.push(listener),
  };
}
