import type { quality as french } from "../fr/quality";

/** Addresses that something speaks against. */
export const quality: typeof french = {
  title: "Addresses to check",
  about:
    "From what this computer saw: messages that came back, silence for three months despite three messages or more, disappearance from the directory. Send the list to your operator, who keeps these addresses up to date.",
  none: "No address to check",
  noneText: "Nothing that this computer saw speaks against an address of your correspondents.",
  filter: "Signal",
  "filter-all": "All",
  "filter-bounced": "Not delivered",
  "filter-gone": "Disappeared",
  "filter-silent": "No sign of life",
  list: "{count, plural, one {# address} other {# addresses}}",
  "signal-bounced": "last message not delivered",
  "signal-gone": "address disappeared",
  "signal-silent": "no sign of life",
  "why-bounced":
    "{count, plural, one {A message came back} other {# messages came back, the last one}} on {date}. {reason} Look for another address of this correspondent.",
  "bounce-closed": "Reason: mailbox closed.",
  "bounce-unknown": "Reason: unknown address.",
  "bounce-invalid": "Reason: invalid address.",
  "bounce-refused": "Reason: refused by the server.",
  "bounce-quota": "Reason: mailbox full.",
  "why-gone": "The directory published it and has not since {date}. Check before writing.",
  "why-silent":
    "{count, plural, one {# message} other {# messages}} since {date}, without a read receipt or an answer. Make sure that this mailbox is read.",
  export: "Export for the operator",
  exported: "List exported. It holds no patient and nothing of any message.",
};
