import { createElement, type CSSProperties, type ReactElement, type ReactNode, type Ref } from 'react';

/** What every wrapper takes besides the properties of its element. */
export interface CommonProps<E extends HTMLElement> {
  readonly ref?: Ref<E>;
  readonly id?: string;
  readonly className?: string;
  readonly style?: CSSProperties;
  readonly slot?: string;
  readonly lang?: string;
  readonly hidden?: boolean;
  readonly children?: ReactNode;
}

/** Handlers by the events of an element: `share-create` is `onShareCreate`. */
export type Handlers<Events> = {
  readonly [K in keyof Events & `share-${string}` as `on${Pascal<K>}`]?: (event: Events[K]) => void;
};

type Pascal<S extends string> = S extends `${infer A}-${infer B}` ? `${Capitalize<A>}${Pascal<B>}` : Capitalize<S>;

/**
 * Renders a custom element. Registering it waits for the first rendering in a browser, so that importing does nothing;
 * on a server only its tag and its attributes are written.
 *
 * React 19 hands an element its properties by itself. What is left to do here is the names: attributes as HTML spells
 * them, which are there before the element is, and events in React's spelling.
 */
export function render(tag: string, register: () => void, props: object): ReactElement {
  if (typeof customElements !== 'undefined') register();
  return createElement(tag, Object.fromEntries(Object.entries(props).map(named)));
}

/** Strings and switches go as attributes; objects and functions can only be properties. */
function named([name, value]: [string, unknown]): [string, unknown] {
  const event = /^on(Share[A-Z].*)$/.exec(name)?.[1];
  if (event) return [`on${kebab(event)}`, value];
  if (name === 'className') return ['class', value];
  const simple = typeof value === 'string' || typeof value === 'boolean';
  return simple && /^[a-z]+[A-Z]/.test(name) ? [kebab(name), value || undefined] : [name, value];
}

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter, at) => `${at > 0 ? '-' : ''}${letter.toLowerCase()}`);
