/**
 * Put as it is in the page that is measured (`page-time.ts`). A thing is painted when a frame has it: the frame's callback, then the turn
 * that follows.
 */
(() => {
  if ("bench" in window) return;
  const longestMs = 60_000;
  const holds = (/** @type {string} */ selector, /** @type {string} */ text) =>
    Array.from(document.querySelectorAll(selector)).some((one) => text === "" || one.textContent?.includes(text));

  /** @type {(selector: string, text: string, since: number) => Promise<number>} */
  const painted = (selector, text, since) =>
    new Promise((resolve, reject) => {
      const look = () => {
        if (holds(selector, text)) requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - since)));
        else if (performance.now() - since > longestMs) reject(new Error(`never painted: ${selector} ${text}`));
        else requestAnimationFrame(look);
      };
      look();
    });

  /** @type {Promise<number>} */
  let answer = Promise.resolve(0);
  /** @type {number[]} */
  let between = [];
  /** @type {number[]} */
  let long = [];
  let listening = false;
  new PerformanceObserver((list) => {
    if (listening) long.push(...list.getEntries().map(({ duration }) => duration));
  }).observe({ type: "longtask" });

  Object.assign(window, {
    bench: {
      /** Readies the watch; `answered` gives the milliseconds from the next event of that kind to the paint. */
      watch: (/** @type {string} */ kind, /** @type {string} */ selector, /** @type {string} */ text) => {
        answer = new Promise((resolve, reject) => {
          const begin = (/** @type {Event} */ event) => painted(selector, text, event.timeStamp).then(resolve, reject);
          addEventListener(kind, begin, { capture: true, once: true });
        });
      },
      answered: () => answer,
      /** The hour, in ms, of the paint. */
      hour: async (/** @type {string} */ selector, /** @type {string} */ text) => {
        await painted(selector, text, performance.now());
        return performance.timeOrigin + performance.now();
      },
      /** Frames and long tasks are noted from here on. */
      listen: () => {
        between = [];
        long = [];
        listening = true;
        let last = performance.now();
        const frame = () => {
          const now = performance.now();
          between.push(now - last);
          last = now;
          if (listening) requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      },
      heard: () => {
        listening = false;
        return { between, long };
      },
    },
  });
})();
