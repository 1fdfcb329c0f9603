/** The most that each budget of live conversations may be; the least is 1. */
export const liveLimits = {
  guestsAtOnce: 10_000,
  minutesPerConversation: 1440,
  conversationsPerDay: 1_000_000,
} as const;
