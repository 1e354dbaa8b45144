import type { AppEvent } from "#shared/contract/events";
import type { Call } from "#shared/contract/index";
import type { WindowKind } from "#shared/contract/method";

declare global {
  // eslint-disable-next-line typescript/consistent-type-definitions -- merging with the DOM's Window needs an interface
  interface Window {
    /** What the preload exposes: all that a page may reach. */
    readonly pli: {
      readonly call: Call;
      readonly subscribe: (listener: (event: AppEvent) => void) => () => void;
      readonly window: WindowKind;
      /** What the window is about: the id of a draft, of a conversation, or empty. */
      readonly about: string;
    };
  }
}
