import type { welcome as fr } from "../fr/welcome";

/** First screen, store states. */
export const welcome: typeof fr = {
  title: "Secure health mail, at your own pace",
  lead: "Pli receives your MSSanté mail, shows which patient it is about and files its documents. Everything stays encrypted on this computer.",
  demo: "Try the demonstration practice",
  demoAbout:
    "An invented practice with its mailboxes, patients and colleagues. Nothing leaves this computer and you may try everything: read, file, reply.",
  real: "Set up my mailbox",
  realAbout: "Your existing MSSanté mailbox. You need your address and your e-CPS application, or your CPS card.",
  starting: "Preparing the demonstration practice…",
  startingAbout: "The first time, its servers and its mail are made on this computer: a few seconds.",
  version: "Version {version}",
  noNil: "Development build, not registered",
  createTitle: "Protect your mail on this computer",
  createVault:
    "What Pli keeps here is encrypted. The key is entrusted to the keyring of your session: you have nothing to remember.",
  createNoVault:
    "This computer has no usable keyring. The key to your mail will be protected by a phrase that only you know.",
  passphrase: "Passphrase",
  passphraseHelp:
    "At least 12 characters. Four or five unrelated words are easy to remember. It cannot be recovered: without it, this computer will have to fetch everything again from your mailbox.",
  passphraseAgain: "The same phrase once more",
  passphraseShort: "At least {count, plural, one {# more character} other {# more characters}}.",
  passphraseDiffers: "The two phrases are different.",
  addPin: "Also ask for a code when opening (shared computer)",
  pin: "Opening code",
  pinHelp: "At least 6 characters.",
  create: "Create my space",
  unlockTitle: "Your mail is locked",
  unlockPassphrase: "Enter your passphrase to open it.",
  unlockPin: "Enter your code to open it.",
  unlock: "Unlock",
  unlockWrong: "That is not the right answer. Nothing is lost: check the Caps Lock key and try again.",
  unlocking: "Opening…",
  leaveDemo: "Leave the demonstration",
  "blocked-vault-missing": "The keyring of this session does not answer",
  "blockedAbout-vault-missing":
    "The key to your mail is in that keyring. Your mail is intact, but Pli cannot open it. Unlock the keyring of your session (or log in to the computer again), then try again.",
  "blocked-vault-changed": "The keyring of this session has changed",
  "blockedAbout-vault-changed":
    "Your mail was encrypted with the keyring of another desktop or session. It is intact. Go back to the environment where Pli worked, then try again.",
  "blocked-cannot-decrypt": "Pli cannot read its key",
  "blockedAbout-cannot-decrypt":
    "The key kept on this computer is unreadable. Nothing was erased and your mailbox, at your operator, is untouched. Restart the computer and try again.",
  "blocked-newer-schema": "This mail was opened by a newer version",
  "blockedAbout-newer-schema":
    "So as not to damage anything, this version does not open it. Install the latest version of Pli; your mail is waiting there.",
  "blocked-corrupt": "The mail file is damaged",
  "blockedAbout-corrupt":
    "Your mailbox, at your operator, is untouched. The damaged file is kept as it is. Try again; if it happens again, it will have to be restored.",
  "blocked-read-only": "Pli cannot write to this disk",
  "blockedAbout-read-only":
    "The disk is full or write-protected. Your mail is intact. Free some space, then try again.",
};
