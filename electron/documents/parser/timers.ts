/** Timers as the parser's owner uses them; injected, so that a test can hold time. `after` gives the way to cancel. */
export type Timers = { readonly after: (ms: number, act: () => void) => () => void };

/** The real ones; a waiting timer does not keep a process alive. */
export const systemTimers: Timers = {
  after: (ms, act) => {
    const timer = setTimeout(act, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
