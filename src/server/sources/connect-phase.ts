/**
 * Node's fetch lets a connection take ten seconds and offers no setting for it, but every request may name the agent
 * that makes its connections. So we make one of the same class as fetch's own, with a time-out of ours. Null where fetch
 * is another than Node's, or where somebody has set an agent of theirs, such as one for a proxy: that one stays. Then
 * the time-out for the headers covers the connection too.
 */
export function agentConnectingWithin(ms: number): object | null {
  // fetch and its classes load on first use, and set their agent then.
  void new Headers();
  for (const version of [1, 2]) {
    const agent: unknown = Reflect.get(globalThis, Symbol.for(`undici.globalDispatcher.${version}`));
    if (typeof agent !== 'object' || agent === null) continue;
    const { constructor } = agent;
    if (constructor.name !== 'Agent') return null;
    const made: unknown = Reflect.construct(constructor, [{ connect: { timeout: ms } }]);
    return typeof made === 'object' ? made : null;
  }
  return null;
}
