import { createStore } from "zustand/vanilla";
import type { Failure, Result } from "#shared/domain/failure";

/** What a toast says: a worded sentence or a failure (worded where it is shown), with one thing to do about it. */
export type Toast = {
  readonly id: number;
  readonly tone: "plain" | "good" | "warning";
  readonly said: { readonly text: string } | { readonly failure: Failure };
  /** What it shows in the place of its sentence as seconds go by; it is said once all the same. */
  readonly counting?: ((secondsLeft: number) => string) | undefined;
  readonly action: { readonly label: string; readonly run: () => void } | null;
  /** Time on screen; `null` until dismissed. */
  readonly milliseconds: number | null;
};

/** The toasts on screen, oldest first. */
export const toastStore = createStore<{ readonly toasts: readonly Toast[] }>(() => ({ toasts: [] }));

let next = 1;
const MOST = 4;

function push(toast: Omit<Toast, "id">): number {
  const id = next++;
  toastStore.setState(({ toasts: shown }) => ({ toasts: [...shown, { ...toast, id }].slice(-MOST) }));
  return id;
}

/** Tells the person something that needs no answer. */
export const toasts = {
  /** A sentence, with *Annuler* or another action where there is one. */
  show: (
    text: string,
    options: {
      readonly tone?: Toast["tone"];
      readonly action?: Toast["action"];
      readonly milliseconds?: number | null;
      readonly counting?: Toast["counting"];
    } = {},
  ): number =>
    push({
      tone: options.tone ?? "plain",
      said: { text },
      counting: options.counting,
      action: options.action ?? null,
      milliseconds: options.milliseconds === undefined ? (options.action ? 9000 : 5000) : options.milliseconds,
    }),
  /** A sentence with the way to take back what was done; an undo that fails is told. */
  undoable: (text: string, label: string, undo: () => Promise<Result<unknown>>): number =>
    toasts.show(text, {
      action: {
        label,
        run: () =>
          void undo().then((undone) => {
            if (!undone.ok) toasts.failure(undone.failure);
          }),
      },
    }),
  /** What went wrong: stays until it is dismissed, for it must be readable by anyone. */
  failure: (failure: Failure): number => push({ tone: "warning", said: { failure }, action: null, milliseconds: null }),
  dismiss: (id: number): void =>
    toastStore.setState(({ toasts: shown }) => ({ toasts: shown.filter((toast) => toast.id !== id) })),
} as const;
