import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { forget, newFolder, openApp } from "../journeys/support/open-app";
import { openAttacker, provesItCounts } from "./support/attacker";
import { networkTraces } from "./support/net-log";
import { askEverybody, leaveByNavigation, loadFromMain, startWorkers, stunCandidates } from "./support/probes";

test("the page reaches nobody: no request, no name, no datagram, by any door of the platform", async () => {
  const attacker = await openAttacker();
  const before = await provesItCounts(attacker);
  const folder = newFolder();
  const log = join(folder, "net-log.json");
  const { app, page } = await openApp({ servers: "demo", folder, args: [`--log-net-log=${log}`] });
  await expect(page.getByText("Configurer ma boîte")).toBeVisible();

  const told = await page.evaluate(askEverybody, attacker.origin);
  expect(told).not.toContain("answered");
  expect(await page.evaluate(startWorkers, attacker.origin)).not.toContain("answered");
  // Without a policy the candidates name the computer's own addresses.
  expect(await page.evaluate(stunCandidates, attacker.udpPort)).toEqual([]);
  await page.evaluate(leaveByNavigation, attacker.origin);
  await page.waitForTimeout(800);
  expect(page.url()).toBe("app://ui/index.html");
  // By script: the tool that drives the page believes that a refused navigation is still going on.
  expect(await page.evaluate(() => document.body.innerText)).toContain("Configurer ma boîte");
  expect(await app.evaluate(loadFromMain, attacker.origin)).toEqual([]);
  expect(attacker.hits().slice(before)).toEqual([]);

  await app.close();
  const { events, ...traces } = networkTraces(log);
  expect(events).toBeGreaterThan(0);
  expect(traces).toEqual({ resolved: 0, requests: [], connections: 0, datagrams: 0 });
  expect(attacker.hits().slice(before)).toEqual([]);
  await attacker.close();
  forget(folder);
});
