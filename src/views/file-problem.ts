/** Why the file at `url` cannot be shown, of which a browser says only that it cannot. */
export async function problemOfFile(url: string): Promise<'offline' | 'empty' | 'broken'> {
  if (!navigator.onLine) return 'offline';
  try {
    const { status, headers, body } = await fetch(url, { headers: { Range: 'bytes=0-0' } });
    void body?.cancel();
    // Of nothing there is no first byte; a server that gives no ranges says how long the whole is.
    return status === 416 || headers.get('content-length') === '0' ? 'empty' : 'broken';
  } catch {
    return 'offline';
  }
}
