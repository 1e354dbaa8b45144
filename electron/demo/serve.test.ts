import { MessageChannel, type MessagePort } from "node:worker_threads";
import { expect, test } from "vitest";
import { link, type Port } from "#shared/contract/link";
import { documentWriters } from "../processes/demo-ports/document-writers";
import type { DemoHost, DemoService } from "./ports";
import { serveDemo } from "./serve";
import { memoryFile } from "./testing/rehearsed-operator";

const portOf = (end: MessagePort): Port => ({
  post: (message) => end.postMessage(message),
  onMessage: (listener) => void end.on("message", listener),
  onClose: (listener) => void end.on("close", listener),
});

test("the whole service crosses a link: progress, plain data, answers, an end", async () => {
  const channel = new MessageChannel();
  const file = memoryFile();
  const heard: string[] = [];
  const host: DemoHost = {
    changed: () => void heard.push("changed"),
    progress: (done, total) => void heard.push(`${done}/${total}`),
  };
  serveDemo(portOf(channel.port1), { documents: documentWriters, stateFile: () => file });
  const remote = link<DemoService>(portOf(channel.port2), host, "gone");

  await expect(remote.answer({ id: "x", answer: "approve" })).rejects.toMatchObject({ code: "demo-stopped" });
  expect(await remote.pending()).toEqual([]);
  const info = await remote.start({ statePath: "anywhere" });
  expect(structuredClone(info)).toEqual(info);
  expect(info.environment.id).toBe("demo");
  expect(info.people.map(({ name, mailboxes }) => [name, mailboxes.length])).toEqual([
    ["Dr Demo MARTIN", 3],
    ["Dr Demo LEROY", 2],
  ]);
  expect(info.mailboxes.map(({ kind }) => kind)).toEqual(["PER", "ORG", "PER"]);
  expect(info.knownPatients).toHaveLength(21);
  expect(heard.at(-1)).toBe("400/400");
  expect(await remote.start({ statePath: "anywhere" })).toEqual(info);
  expect(await remote.answer({ id: "nobody", answer: "approve" })).toBe(false);
  expect((await remote.reset()).environment.hosts).toEqual(info.environment.hosts);
  await remote.stop();
  expect(file.bytes()?.length).toBeGreaterThan(100_000);
  await expect(remote.reset()).rejects.toMatchObject({ code: "demo-stopped" });
  channel.port2.close();
}, 30_000);
