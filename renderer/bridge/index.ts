export { ask, call, CallFailed, failureOf } from "./call";
export { keepAppState, keepSettings } from "./app-state";
export { listenToEvents, onAppEvent } from "./events";
export { onForget, useForgetting } from "./forget";
export { keyOf } from "./query-keys";
export { queryClient } from "./query-client";
export { useCommand, type Command } from "./use-command";
export { useQueryOf } from "./use-query-of";
export { useSession } from "./use-session";
