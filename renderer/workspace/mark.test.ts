import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ConversationId } from "#shared/domain/ids";
import { textOf } from "../text/text-provider";
import { toastStore } from "../ui/toast-queue";
import { mark } from "./mark";
import { workspace, workspaceStore } from "./workspace";

const t = textOf("fr");
const id = (name: string): ConversationId => name as ConversationId;
const calls: unknown[] = [];
let ok = true;

beforeEach(() => {
  calls.length = 0;
  ok = true;
  toastStore.setState({ toasts: [] });
  workspace.reset();
  workspace.order(["a", "b", "c"]);
  vi.stubGlobal("window", {
    pli: {
      call: (name: string, input: unknown) => {
        calls.push({ name, input });
        return Promise.resolve(
          ok ? { ok: true, value: null } : { ok: false, failure: { code: "disk-full", retry: false, id: "R1" } },
        );
      },
    },
  });
});
afterEach(() => void vi.unstubAllGlobals());

test("archiving the open conversation opens the next one, and undo brings it back", async () => {
  workspace.select(id("b"));
  await mark([id("b")], "archive", t);
  expect(workspaceStore.getState().selected).toBe("c");
  toastStore.getState().toasts[0]?.action?.run();
  await vi.waitFor(() => expect(workspaceStore.getState().selected).toBe("b"));
  expect(calls.map((made) => (made as { input: { change: string } }).input.change)).toEqual(["archive", "restore"]);
});

test("the last of the list gives way to the one before, and an only one to nothing", async () => {
  workspace.select(id("c"));
  await mark([id("c")], "delete", t);
  expect(workspaceStore.getState().selected).toBe("b");
  workspace.order(["b"]);
  await mark([id("b")], "delete", t);
  expect(workspaceStore.getState().selected).toBeNull();
});

test("done moves on in “À traiter” and stays elsewhere", async () => {
  workspace.goList("all");
  workspace.order(["a", "b"]);
  workspace.select(id("a"));
  await mark([id("a")], "done", t);
  expect(workspaceStore.getState().selected).toBe("a");
  workspace.goList("to-do");
  workspace.order(["a", "b"]);
  workspace.select(id("a"));
  await mark([id("a")], "done", t);
  expect(workspaceStore.getState().selected).toBe("b");
});

test("marking the open conversation unread closes it, so that it is not read again at once", async () => {
  workspace.select(id("a"));
  await mark([id("a")], "unread", t);
  expect(workspaceStore.getState()).toMatchObject({ selected: null, cursor: "a" });
});

test("several ticked conversations are marked together and unticked, the open one goes to the first that stays", async () => {
  workspace.select(id("a"));
  workspace.check(new Set(["a", "b"]));
  await mark([id("a"), id("b")], "archive", t);
  expect(workspaceStore.getState()).toMatchObject({ selected: "c" });
  expect(workspaceStore.getState().checked.size).toBe(0);
  expect(calls).toHaveLength(1);
});

test("a refusal is told with its failure and offers no undo", async () => {
  ok = false;
  await mark([id("a")], "archive", t);
  const [toast] = toastStore.getState().toasts;
  expect(toast?.said).toMatchObject({ failure: { code: "disk-full" } });
  expect(toast?.action).toBeNull();
});
