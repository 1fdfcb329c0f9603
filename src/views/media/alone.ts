/** A recording whose controls are on their way. */
export interface Alone {
  /** Keys that meant nothing yet, for the controls to obey. */
  readonly early: readonly KeyboardEvent[];
  end(): void;
}

/** Until its end, a click on the picture plays, and keys are kept. */
export function standAlone(shell: HTMLElement, media: HTMLMediaElement, toggle: () => void): Alone {
  const early: KeyboardEvent[] = [];
  const ended = new AbortController();
  const { signal } = ended;
  media.addEventListener('click', toggle, { signal });
  shell.addEventListener(
    'keydown',
    (event) => {
      // A button knows the space bar by itself.
      if (event.key !== ' ' || event.target === media) early.push(event);
    },
    { signal },
  );
  return { early, end: () => ended.abort() };
}
