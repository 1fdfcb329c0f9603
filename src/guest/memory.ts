/** The lease of this tab's visit, so that a reload is no new use. Where storage is blocked the memory is the page itself. */
export interface LeaseMemory {
  get(): string | null;
  set(lease: string | null): void;
}

export function leaseMemory(token: string): LeaseMemory {
  const key = `guestpass:${token}`;
  let own: string | null = null;
  return {
    get() {
      try {
        return own ?? sessionStorage.getItem(key);
      } catch {
        return own;
      }
    },
    set(lease) {
      own = lease;
      try {
        if (lease === null) sessionStorage.removeItem(key);
        else sessionStorage.setItem(key, lease);
      } catch {
        // Third-party storage is blocked in many frames: then a reload is another visit.
      }
    },
  };
}
