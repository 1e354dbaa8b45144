import { spawn } from "node:child_process";

/** An expected stop: its message is shown alone, without a stack. */
export class Stop extends Error {}

/** Prints one line for the person who started the command. @param {string} line */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/** Seconds with one digit, in French. @param {number} since */
export function elapsed(since) {
  return `${((Date.now() - since) / 1000).toFixed(1).replace(".", ",")} s`;
}

/**
 * Runs a long act: its name first, a sign of life every 15 s, its duration at the end.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} act
 * @returns {Promise<T>}
 */
export async function step(name, act) {
  const since = Date.now();
  say(`• ${name}…`);
  const pulse = setInterval(() => say(`  … ${name} (${elapsed(since)})`), 15_000);
  try {
    const result = await act();
    say(`  fait en ${elapsed(since)}`);
    return result;
  } finally {
    clearInterval(pulse);
  }
}

/**
 * Runs a command to its end.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & { show?: boolean, limit?: number }} [options]
 * @returns {Promise<{ code: number, output: string }>} both streams together; code 127 when it cannot be started
 */
export function run(command, args, { show = false, limit = 0, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
    let output = "";
    const keep = (/** @type {Buffer} */ chunk) => {
      output += chunk;
      if (show) process.stdout.write(chunk);
    };
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
    const timer = limit > 0 ? setTimeout(() => child.kill("SIGKILL"), limit) : undefined;
    child.on("error", (error) => {
      clearTimeout(timer);
      resolve({ code: 127, output: error.message });
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? 1, output });
    });
  });
}

/**
 * Runs the body of an entry; a Stop becomes one line and code 1.
 * @param {() => Promise<number | void>} body
 */
export async function entry(body) {
  try {
    process.exitCode = (await body()) ?? 0;
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
