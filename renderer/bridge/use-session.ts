import type { SessionState } from "#shared/domain/session";
import { useQueryOf } from "./use-query-of";

/** The Pro Santé Connect session as main last told it; undefined before the first answer. */
export const useSession = (): SessionState | undefined => useQueryOf("session.state", undefined).data;
