import { useEffect, useState } from "react";
import type { AppState } from "#shared/domain/session";
import { failureOf, onAppEvent, useForgetting, useQueryOf, useSession } from "./bridge";
import { AddMailbox } from "./features/accounts";
import { MainWindow } from "./features/inbox";
import { SignInScreen } from "./features/sign-in";
import { Blocked, CreateProfile, RecoveryCode, Unlock, Welcome } from "./features/welcome";
import { LinkDialog } from "./frame";
import { TextProvider, useText } from "./text";
import { FailureBanner, Gate, ToastRegion, toasts } from "./ui";
import { useAppearance } from "./use-appearance";
import { workspace } from "./workspace";
import type { ConversationId, DraftId } from "#shared/domain/ids";

/** The main window: its words and look, then the screen of the state the application is in. */
export function App() {
  const state = useQueryOf("app.state", undefined);
  useAppearance(state.data?.settings);
  useForgetting(state.data?.store);
  return (
    <TextProvider language={state.data?.settings.language ?? "fr"}>
      {state.data !== undefined && <Screen state={state.data} />}
      {state.error !== null && <Unreachable retry={() => void state.refetch()} error={state.error} />}
      <Notices />
      <ToastRegion />
      <LinkDialog />
    </TextProvider>
  );
}

function Screen({ state }: { readonly state: AppState }) {
  if (state.profile === "none") return <Welcome state={state} />;
  switch (state.store.state) {
    case "none":
      return <CreateProfile state={state} />;
    case "locked":
      return <Unlock store={state.store} state={state} />;
    case "blocked":
      return <Blocked reason={state.store.reason} state={state} />;
    case "ready":
      return state.recovery === "proposed" ? <RecoveryCode /> : <Ready state={state} />;
  }
}

/** The store is open: the workstation, or the way to it (sign-in, then an address and its first synchronisation where there is no mailbox). */
function Ready({ state }: { readonly state: AppState }) {
  const mailboxes = useQueryOf("mailboxes.list", undefined);
  const session = useSession();
  const [way, setWay] = useState<"mailbox" | "sign-in" | "none" | null>(null);
  // Decided once: who starts without a mailbox, or without ever having signed in, is on her way until it is walked.
  if (way === null && mailboxes.data !== undefined) {
    setWay(mailboxes.data.length === 0 ? "mailbox" : state.lastIdNat === null ? "sign-in" : "none");
  }
  // Signing out later closes no mail: it stays readable, and the way back in is above the list.
  if (way === "sign-in" && session?.state === "signed-in") setWay("none");
  if (mailboxes.error !== null) return <Unreachable error={mailboxes.error} retry={() => void mailboxes.refetch()} />;
  if (mailboxes.data === undefined || session === undefined || way === null) return null;
  if (way !== "none" && session.state !== "signed-in") return <SignInScreen state={state} />;
  if (way === "mailbox" || mailboxes.data.length === 0)
    return <AddMailbox state={state} onDone={() => setWay("none")} />;
  return <MainWindow state={state} />;
}

function Unreachable({ error, retry }: { readonly error: unknown; readonly retry: () => void }) {
  const t = useText();
  return (
    <Gate title={t("app.name")}>
      <FailureBanner failure={{ ...failureOf(error), retry: true }} onRetry={retry} />
    </Gate>
  );
}

/** What main tells without being asked: a sentence, or a conversation to open. */
function Notices() {
  const t = useText();
  useEffect(
    () =>
      onAppEvent((event) => {
        if (event.kind === "notice") toasts.show(t.ofCode("notices", event.code, { about: event.about ?? "" }));
        if (event.kind === "open-draft") workspace.write(event.id as DraftId);
        if (event.kind === "open-conversation") workspace.openConversation(event.id as ConversationId);
      }),
    [t],
  );
  return null;
}
