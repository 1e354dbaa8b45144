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
    "What Pli keeps here is encrypted. Say who uses this computer: the key to your mail will be kept accordingly.",
  createNoVault:
    "This computer has no usable keyring. The key to your mail will be protected by a phrase that only you know.",
  passphrase: "Passphrase",
  passphraseHelp:
    "At least 12 characters. Four or five unrelated words are easy to remember. It cannot be recovered: without it, this computer will have to fetch everything again from your mailbox.",
  passphraseAgain: "The same phrase once more",
  passphraseShort: "At least {count, plural, one {# more character} other {# more characters}}.",
  passphraseDiffers: "The two phrases are different.",
  desk: "This computer",
  "desk-personal": "Personal computer",
  "deskAbout-personal":
    "The key is kept by the keyring of your session: nothing to remember, and whoever opens your session reads your mail.",
  "desk-shared": "Shared computer",
  "deskAbout-shared":
    "The key also asks for your code: at start, after signing out and after locking. Nobody else reads your mail.",
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
  restoreMine: "Restore a Pli backup",
  "blocked-stopped": "Pli has lost access to its mail",
  "blockedAbout-stopped":
    "The part of Pli that keeps it has stopped. What was saved is intact. Try again; if it happens again, restart the computer.",
  "way-recover": "Open with the recovery code",
  "way-restore": "Restore a backup",
  "way-over": "Start again from the mailbox",
  forgottenPassphrase: "Forgotten passphrase",
  forgottenPin: "Forgotten code",
  codeTitle: "Your recovery code",
  codeLead:
    "It reopens your mail and records if this computer or its keyring fails, and it opens your backups. Pli keeps it nowhere and shows it only today.",
  code: "Recovery code",
  codeHelp: "25 characters. Capitals, spaces and dashes do not matter.",
  codeKeep:
    "Print it or copy it down, and keep it away from this computer, like a spare key. Whoever holds it with a backup reads everything.",
  codePrint: "Print",
  codeNoted: "I have noted it",
  codeLater: "Later",
  codeBack: "Copy it from your paper: this proves that it is right. It comes into force then.",
  codeAgain: "See the code again",
  codeCheck: "Check",
  codeShort: "{count, plural, one {# character} other {# characters}} missing.",
  codeMistyped: "One character is not right. Compare each group of five with your paper.",
  codeWrong: "This is not the code that was just shown.",
  recoverTitle: "Open with the recovery code",
  recoverVault: "Nothing is erased. The key of your mail will be entrusted again to the keyring of your session.",
  recoverNoVault: "Nothing is erased. The key of your mail will be protected by a new passphrase.",
  recover: "Open my mail",
  restoreTitle: "Restore a backup",
  restoreLead:
    "Mail, patients, filed documents, contacts, drafts, journal and settings come back as they were on the day of the backup; the mailbox is then read again at your operator.",
  restoreChoose: "Choose the backup file",
  restoreAnother: "Choose another file",
  restoreChosen: "Backup of {date} at {time} · {size}",
  restoreCode: "It opens with the recovery code made on {date}.",
  restore: "Restore",
  restoring: "Restoring and checking every page…",
  overTitle: "Start again from the mailbox",
  overLead:
    "A new space is made and your mail is received again from your operator. The damaged file is set aside, whole.",
  overLost:
    "Will not come back from the mailbox: patient records, filings, contacts, drafts of this computer and the journal. A backup, if you have one, gives them back.",
  over: "Start again from the mailbox",
};
