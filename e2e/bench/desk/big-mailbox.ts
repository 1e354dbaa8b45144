import type { Page } from "@playwright/test";
import type { Bench } from "../figure";
import { type PageTime, timePage } from "./page-time";

/** The application on the large mailbox, its list painted; it ends with `act`. */
export async function onBigMailbox<Value>(
  bench: Bench,
  act: (page: Page, time: PageTime) => Promise<Value>,
): Promise<Value> {
  const { launch, bigProfile } = await bench.desk();
  const launched = launch("pli", { profile: await bigProfile() });
  try {
    const page = await launched.page();
    const time = await timePage(page);
    await time.hourOf({ selector: "[role=option]" });
    return await act(page, time);
  } finally {
    await launched.end();
  }
}
