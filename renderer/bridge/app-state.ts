import type { AppState, Settings } from "#shared/domain/session";
import { queryClient } from "./query-client";
import { keyOf } from "./query-keys";

/** Keeps the state that a command answered with, so that the screen changes at once. */
export const keepAppState = (state: AppState): void =>
  void queryClient.setQueryData(keyOf("app.state", undefined), state);

/** Keeps settings just saved. */
export const keepSettings = (settings: Settings): void =>
  void queryClient.setQueryData(keyOf("app.state", undefined), (state: AppState | undefined) =>
    state === undefined ? state : { ...state, settings },
  );
