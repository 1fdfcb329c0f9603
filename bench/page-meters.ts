import type { Page } from 'playwright';

/** The page's JavaScript heap after the garbage is collected, in MB. */
export async function heap(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return (usedSize / 1e6).toFixed(1);
}

/** Prints what frames cost while `script` runs in the page; it resolves with the milliseconds from each to the next. */
export async function frames(page: Page, what: string, script: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
  };
  const before = await busy();
  const gaps = await page.evaluate<number[]>(script);
  const spent = ((await busy()) - before) * 1000;
  await session.detach();
  const sorted = gaps.toSorted((a, b) => a - b);
  const at = (part: number) => (sorted[Math.floor((sorted.length - 1) * part)] ?? 0).toFixed(1);
  console.log(
    `  ${what.padEnd(22)} frame ${at(0.5)} ms, p95 ${at(0.95)}, longest ${at(1)}; main thread ${(spent / gaps.length).toFixed(1)} ms of it`,
  );
}
