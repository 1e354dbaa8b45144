/**
 * Loaded before a program of the tests: makes its machine obey `PLI_WEATHER` (see `engine.ts`). The names of `PLACES` are resolved by the
 * system's resolver, which answers or not; the wall clock is what is said, timers are not moved.
 */
import dns from "node:dns";
import { readFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const EVERY_MS = 50;
const PLACES = ".lieu.essai.demo";
const file = process.env["PLI_WEATHER"] ?? "";
let weather = { names: true, aheadMs: 0 };
const look = () => {
  try {
    weather = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    // Half written: it is looked at again.
  }
};
look();
setInterval(look, EVERY_MS).unref();

const SystemDate = Date;
// @ts-expect-error Called without `new` it is not a text any more: nothing of ours does.
globalThis.Date = class extends SystemDate {
  /** @param {[]} given */
  constructor(...given) {
    super(...(given.length === 0 ? [SystemDate.now() + weather.aheadMs] : given));
  }
  static now() {
    return SystemDate.now() + weather.aheadMs;
  }
};

const system = dns.lookup;
/** @param {string} host @param {any} options @param {any} answer */
const lookup = (host, options, answer) => {
  if (!host.endsWith(PLACES)) return system(host, options, answer);
  const gone = Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: "ENOTFOUND", syscall: "getaddrinfo" });
  const found = options?.all === true ? [[{ address: "127.0.0.1", family: 4 }]] : ["127.0.0.1", 4];
  setImmediate(() => (weather.names ? answer(null, ...found) : answer(gone)));
};
Object.assign(dns, { lookup });
syncBuiltinESMExports();
