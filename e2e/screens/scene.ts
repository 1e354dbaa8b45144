import type { OpenApp } from "../journeys/support/open-app";

/** A state of the application worth a picture: how to reach it, and how to leave it as it was found. */
export type Scene = {
  readonly name: string;
  readonly go: (open: OpenApp) => Promise<void>;
  readonly leave?: (open: OpenApp) => Promise<void>;
  /** Also pictured where room is short: the smallest window, and text at 200 %. */
  readonly tight?: true;
};
