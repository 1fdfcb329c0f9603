/**
 * This tab's visit, so that a reload is no new use. `key` names it to the server, which counts a key once: kept from
 * before the first question, so that one whose answer was lost is asked again under the same name.
 */
export interface VisitMemory {
  readonly key: string;
  readonly lease: string | null;
  /** It was begun on this page or before the last reload, and its lease never came. */
  readonly isPending: boolean;
  begin(): void;
  keep(lease: string): void;
  /** The next visit is another. */
  forget(): void;
}

export function visitMemory(token: string): VisitMemory {
  const name = `guestpass:${token}`;
  let [key, lease] = read(name);
  const isOld = key !== '';
  if (!isOld) key = newKey();
  let isBegun = isOld;
  const write = () => store(() => sessionStorage.setItem(name, `${key} ${lease ?? ''}`));

  return {
    get key() {
      return key;
    },
    get lease() {
      return lease;
    },
    get isPending() {
      return isBegun && lease === null;
    },
    begin() {
      isBegun = true;
      write();
    },
    keep(given) {
      lease = given;
      write();
    },
    forget() {
      key = newKey();
      lease = null;
      isBegun = false;
      store(() => sessionStorage.removeItem(name));
    },
  };
}

function read(name: string): [key: string, lease: string | null] {
  const [key = '', lease = ''] = (store(() => sessionStorage.getItem(name)) ?? '').split(' ');
  return [key, lease === '' ? null : lease];
}

/** Third-party storage is blocked in many frames, by an error: then a reload is another visit. */
function store<T>(act: () => T): T | null {
  try {
    return act();
  } catch {
    return null;
  }
}

function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
