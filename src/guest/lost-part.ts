/**
 * A part of our code could not be fetched, and has failed again: a browser may remember that for as long as the page
 * stands, and after an upgrade the part is there no more. When the server answers, the page is loaded anew, which goes on
 * with the visit that there is; but not twice in a row.
 */
export async function reloadForPart(): Promise<void> {
  const [navigation] = performance.getEntriesByType('navigation');
  if (navigation instanceof PerformanceNavigationTiming && navigation.type === 'reload') return;
  const isAnswered = await fetch(location.href, { method: 'HEAD' }).then(
    () => true,
    () => false,
  );
  if (isAnswered) location.reload();
}
