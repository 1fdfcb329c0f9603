/** Calls `say` with the seconds that are left, at once and each second until there are none or the signal aborts. */
export function countDown(seconds: number, say: (left: number) => void, signal: AbortSignal): void {
  const end = Date.now() + seconds * 1000;
  const tick = () => {
    const left = Math.max(0, Math.ceil((end - Date.now()) / 1000));
    if (left === 0) clearInterval(timer);
    say(left);
  };
  const timer = setInterval(tick, 1000);
  signal.addEventListener('abort', () => clearInterval(timer));
  tick();
}
