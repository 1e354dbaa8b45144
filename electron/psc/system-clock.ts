import { randomInt } from "node:crypto";
import type { Clock, RandomInteger } from "./ports";

/** The machine's wall clock and timers; its timers never keep a process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, act) {
    const timer = setTimeout(act, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
  wait(ms, signal) {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      if (signal?.aborted === true) end();
      else signal?.addEventListener("abort", end, { once: true });
    });
  },
};

/** Cryptographic integers: the two digits must not be guessable by who triggers a request on someone else's phone. */
export const secureRandom: RandomInteger = (below) => randomInt(below);
