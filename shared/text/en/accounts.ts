import type { accounts as fr } from "../fr/accounts";

/** Adding a mailbox, its test, its first synchronisation, its connection. */
export const accounts: typeof fr = {
  title: "Which mailbox shall we open?",
  titleMore: "Add a mailbox",
  lead: "Type its address: Pli finds the servers of your operator by itself.",
  address: "MSSanté address",
  addressHelp: "For instance first.last@medecin.example.mssante.fr",
  addressInvalid: "An address is written name@domain.mssante.fr.",
  demoAddresses: "Mailboxes of the demonstration",
  name: "Name in Pli",
  nameHelp: "Seen by you only.",
  fromLabel: "Name seen by your correspondents",
  "sender-title": "Title (optional)",
  "sender-given": "First name",
  "sender-family": "Professional name",
  "sender-entity": "Structure (optional)",
  "sender-structure": "Structure or department",
  senderMissing: "This name is all your correspondents see: fill in this field.",
  seenAs: "They will see: {label}",
  kind: "Kind of mailbox",
  "kind-PER": "Personal",
  "kindAbout-PER": "Yours, in your name.",
  "kind-ORG": "Organisational",
  "kindAbout-ORG": "That of a team, a secretariat or a department.",
  "kind-APP": "Applicative",
  "kindAbout-APP": "That of a software, opened by the certificate of the structure.",
  certificate: "Certificate of the structure",
  certificateAbout:
    "This mailbox does not open with your identity, but with the IGC-Santé certificate (ORG AUTH_CLI) of the structure that it belongs to.",
  certificateMissing: "Choose the file of the certificate first.",
  certificateOpen: "Certificate",
  certificateReplaced: "Certificate replaced. The mailbox connects again.",
  sasl: "Behind the certificate",
  "sasl-external": "Give the address of the mailbox (SASL EXTERNAL)",
  "saslAbout-external":
    "What is supposed: the published requirements do not say. Change it if your operator says otherwise.",
  "sasl-none": "No SASL authentication",
  "saslAbout-none": "The certificate alone opens the mailbox.",
  opening: "How the mailbox opens",
  "opening-psc": "Pro Santé Connect",
  "openingAbout-psc": "By your e-CPS or your card. Nearly every mailbox does.",
  "opening-code": "Password and code",
  "openingAbout-code":
    "With operators that still offer it: a login, a password, and a one-time code from your telephone.",
  login: "Login",
  loginHelp: "The one of your operator. Left empty, it is the address of the mailbox.",
  password: "Password",
  passwordHelp: "Kept in memory until you sign out, never on the disk.",
  passwordMissing: "Fill in this field.",
  code: "One-time code",
  codeHelp: "The digits that your telephone shows now.",
  codeInvalid: "A code has 6 to 8 digits.",
  codeAlone: "Password and code, together",
  codeAloneHelp: "Typed as your operator told you. None of it is kept.",
  codePlace: "Place of the code",
  codePlaceAbout: "Try the first one. If the mailbox is refused, ask your operator where it expects the code.",
  "codePlace-after": "Right after the password",
  "codePlace-comma": "After the password and a comma",
  "codePlace-alone": "In one field, typed by you",
  giveCode: "Enter the code",
  giveCodeTitle: "Code of the mailbox {name}",
  giveCodeAbout: "Login: {login}",
  openMailbox: "Open the mailbox",
  "asks-first": "The mailbox {name} opens with a one-time code.",
  "asks-again": "The mailbox {name} asks for a new code. Nothing is lost; what you send is waiting.",
  "asks-refused":
    "The operator refused the login, the password or the code of the mailbox {name}. Nothing is lost. Enter them again.",
  "opening-link": "Link from the operator",
  "openingAbout-link":
    "With operators that have their own identification: you approve each opening by a link received by text message.",
  linkAbout:
    "Your operator gives you these. No published text fixes this way of opening: what follows is the supposed usage, to be corrected as it tells you.",
  issuer: "Address of the identification service",
  issuerHelp: "It begins with https:// and belongs to a trusted domain, as the servers of the mailbox do.",
  issuerInvalid: "Type an address that begins with https://, without a port or a parameter.",
  linkClient: "Client identifier",
  linkSecret: "Client secret",
  linkSecretHelp: "Kept encrypted with the mailbox, on this computer only.",
  linkHint: "You are recognised by",
  linkHintHelp: "What tells the operator to whom the link is sent.",
  "linkHint-address": "The address of the mailbox",
  "linkHint-telephone": "A telephone number",
  telephone: "Telephone number",
  telephoneInvalid: "Type a number of 6 to 15 digits.",
  linkCompare: "Comparison",
  linkCompareHelp: "The assumed use: the link is enough. Change it if your operator shows two digits to compare.",
  "linkCompare-none": "None",
  "linkCompare-digits": "Two digits, shown here and by the link",
  linkDigits: "Approve only if it shows",
  askLink: "Ask for the link",
  linkAsked: "Asking your operator for the link…",
  linkWaiting: "Open the link received by text message on your telephone.",
  linkLeft: "{left} left.",
  linkUntil: "Until {time}.",
  "link-first": "The mailbox {name} opens by a link from your operator.",
  "link-again": "The mailbox {name} asks for a new link. Nothing is lost; what you send is waiting.",
  "link-asked": "Mailbox {name}: asking your operator for the link…",
  "link-waiting": "Mailbox {name}: open the link received by text message.",
  "link-refused": "The request for the mailbox {name} was refused on your telephone. Nothing is lost.",
  "link-expired": "The link of the mailbox {name} was not opened in time. Nothing is lost. Ask for another.",
  "link-unknown-person":
    "The operator of the mailbox {name} does not recognise you. No link was sent. Check with it the address or the number that it expects.",
  "link-unavailable":
    "The identification of the operator of the mailbox {name} does not answer. Nothing is lost. Try again in a moment.",
  "link-config":
    "The identification of the operator of the mailbox {name} does not accept this computer. Nothing is lost. Check with it the client identifier and secret.",
  "link-issuer": "The identification of the mailbox {name} is not in a trusted domain. Nothing was entrusted to it.",
  openByLink: "Open by link from the operator",
  openByCode: "Open by password and code",
  details: "State the name, the kind or the opening",
  test: "Test and open",
  testing: "Checking the connection",
  "step-proxy": "Internet access",
  "step-autoconfig": "Settings published by the operator",
  "step-dns": "Address of the server",
  "step-tcp": "Server reached",
  "step-starttls": "Encrypted link",
  "step-certificate": "IGC-Santé certificate",
  "step-sign-in": "Your identity",
  "step-imap": "Receiving",
  "step-smtp": "Sending",
  "step-directory": "Health directory",
  "stepState-waiting": "to come",
  "stepState-running": "under way",
  "stepState-ok": "done",
  "stepState-failed": "failed",
  "stepState-skipped": "not checked",
  change: "Correct",
  syncTitle: "First reception",
  syncLead: "The latest mail comes first. You may already work.",
  syncProgress: "{done, number} of {total, number}",
  syncStarting: "Reading the folders…",
  syncReady: "Everything is here.",
  openNow: "Open my mailbox",
  another: "Add another mailbox",
  "connection-offline": "offline",
  "connection-connecting": "connecting…",
  "connection-syncing": "receiving {done, number} of {total, number}",
  "connection-ready": "up to date at {time}",
  "offline-signed-out": "Sign in to receive and send.",
  "offline-network": "No network. What is on this computer stays readable; what you send waits.",
  "offline-refused": "The operator refused the connection. Your drafts are kept. Sign in again with your e-CPS.",
  "offline-tls":
    "The identity of the server could not be checked. Nothing was entrusted to it. Tell your operator if it lasts.",
  "offline-disk":
    "The disk of this computer is full or protected: nothing more can be kept on it. Your mail is intact; free some space and Pli goes on by itself.",
  "offline-server": "The server of the operator does not answer. Pli tries again by itself.",
  "offline-paused": "Reception is paused.",
  unexpected: "The check stopped here.",
  "fail-bad-address": "This address is not complete. Correct it and start again.",
  "fail-untrusted-domain":
    "This domain is not part of the MSSanté trust space. No connection was tried. Check the address.",
  "fail-not-found": "This operator does not publish its settings. Check the address, or ask your operator for them.",
  "fail-unavailable": "The operator does not answer. Nothing changed. Try again in a few minutes.",
  "fail-untrusted-server":
    "The certificate of the server is not from IGC-Santé. Nothing was entrusted to it. Tell your operator.",
  "fail-too-large": "The settings published by the operator are too large. They were not read. Tell your operator.",
  "fail-malformed": "The settings published by the operator are unreadable. Tell your operator.",
  "fail-no-usable-server": "The operator offers no server that Pli may use safely. Tell your operator.",
  "fail-refused-host":
    "The settings name a server outside the trust space. Pli did not connect to it. Tell your operator.",
  "fail-refused-socket": "The settings ask for an unencrypted link. Pli did not connect to it. Tell your operator.",
  "fail-refused-port": "The settings name an unexpected port. Pli did not connect to it. Tell your operator.",
  "fail-unresolved": "The address of the server cannot be found. Check the network of this computer.",
  "fail-unreachable": "The server cannot be reached. Check the network of this computer, then try again.",
  "fail-timeout": "The server did not answer in time. Nothing is lost. Try again.",
  "fail-token-refused":
    "The operator does not accept your identity for this mailbox. Check that this address is yours.",
  "fail-expired": "The certificate of the server is out of date. Nothing was entrusted to it. Tell your operator.",
  "fail-host-mismatch":
    "The certificate shown is that of another server. Nothing was entrusted to it. Tell your operator.",
  "fail-unknown-authority":
    "The certificate of the server is not from IGC-Santé. Nothing was entrusted to it. Tell your operator.",
  "fail-disk-full":
    "The disk of this computer is full: nothing more can be kept on it. Free some space and Pli goes on by itself.",
  "fail-disk-error": "The disk of this computer does not answer properly. Pli tries again by itself.",
  "fail-read-only": "The disk of this computer is write-protected. Pli goes on by itself once it is not.",
  "fail-revoked": "The certificate of the server was revoked. Nothing was entrusted to it. Tell your operator.",
  "fail-signed-out": "Sign in with Pro Santé Connect first.",
  "fail-not-yet-valid":
    "The certificate of the server is not valid yet. Nothing was entrusted to it. Check the date of this computer, then tell your operator.",
  "fail-weak": "The server offers an encryption that is too weak. Nothing was entrusted to it. Tell your operator.",
  "fail-no-common-suite":
    "The server offers no encryption that MSSanté accepts. Nothing was entrusted to it. Tell your operator.",
  "fail-not-tls": "The server did not open an encrypted link. Nothing was entrusted to it. Tell your operator.",
  "fail-unchecked-revocation":
    "Pli could not check that the certificate of the server is not revoked. Nothing was entrusted to it. Try again in a few minutes.",
  "fail-private-address":
    "The address of the server names a private network. Pli did not connect to it. Tell your operator.",
  "fail-network": "No network. Nothing is lost. Check the connection of this computer, then try again.",
  "fail-proxy-unreachable":
    "The proxy {about} cannot be reached. Check its name and port in the settings, and the network of this computer.",
  "fail-proxy-timeout": "The proxy {about} did not answer in time. Try again, or tell your IT department.",
  "fail-proxy-password":
    "The proxy {about} did not accept the name and the password, or asks for some. Correct them in the proxy settings.",
  "fail-proxy-scheme":
    "The proxy {about} only accepts an authentication that Pli does not speak (Kerberos, NTLM, Digest). Ask your IT department for basic authentication, or for an exception for this computer.",
  "fail-proxy-refused":
    "The proxy {about} forbids this server. Ask your IT department to allow mssante.fr and esante.gouv.fr.",
  "fail-proxy-dns":
    "The name service (DNS) of this computer did not answer in time about {about}: Pli could not make sure that this name does not lead into your local network, and asked nothing of the proxy. Try again in a minute; if it lasts, tell your IT department.",
  "fail-proxy-no-server":
    "The proxy {about} answers, but could not reach the server. Try again; if it lasts, tell your IT department.",
  "fail-proxy-protocol": "What answers at {about} is not a proxy. Check its name and port in the proxy settings.",
  "fail-proxy-unsupported":
    "The system or the script names a proxy of a kind that Pli does not use ({about}). Give an HTTP proxy in the settings.",
  "fail-proxy-script":
    "The proxy script {about} could not be read. Check its address in the proxy settings, or tell your IT department.",
  "fail-silent":
    "The server was reached, but answered nothing. Nothing was entrusted to it. Try again in a few minutes.",
  "fail-no-starttls": "The server offers no encrypted link. Nothing was entrusted to it. Tell your operator.",
  "fail-injected":
    "The server spoke before the link was encrypted: Pli broke it off. Nothing was entrusted to it. Tell your operator.",
  "fail-handshake":
    "The encrypted link could not be made. Nothing was entrusted to the server. Try again; if it lasts, tell your operator.",
  "fail-preauth":
    "The server opened the mailbox without checking your identity: Pli broke it off. Nothing was entrusted to it. Tell your operator.",
  "fail-no-xoauth2":
    "The server does not accept the Pro Santé Connect identity. Nothing was entrusted to it. Ask your operator whether it is enabled.",
  "fail-by-code": "This operator opens this mailbox by a password and a code, not by Pro Santé Connect.",
  "fail-no-password":
    "The server takes no password. Nothing was entrusted to it. Ask your operator how this mailbox opens.",
  "fail-by-link": "This operator opens this mailbox by its own identification, not by Pro Santé Connect.",
  "fail-link-needed": "A link from the operator is needed. Nothing is lost: ask for it.",
  "fail-link-refused": "You refused the request on your telephone. Nothing was opened.",
  "fail-link-expired": "The link was not opened in time. Nothing was opened. Start again to receive another.",
  "fail-link-cancelled": "You cancelled the request. Nothing was opened.",
  "fail-link-unknown-person":
    "The operator does not recognise you. No link was sent. Check with it the address or the number that it expects.",
  "fail-link-unavailable":
    "The identification of the operator does not answer. Nothing is lost. Try again in a moment.",
  "fail-link-config":
    "The identification of the operator does not accept this computer. Check with it the client identifier and secret.",
  "fail-link-issuer":
    "The address of the identification service is not in a trusted domain. Nothing was entrusted to it.",
  "fail-link-busy": "Another link already waits for your answer. Open it or cancel it first.",
  "fail-code-needed": "A new code is asked for. Nothing is lost: enter the one on your telephone.",
  "fail-code-refused":
    "The operator refused the login, the password or the code. Each code serves once. Wait for the next one, then start again.",
  "fail-no-external":
    "The server does not accept opening by certificate (SASL EXTERNAL). Ask your operator what it expects, and change the setting “Behind the certificate”.",
  "fail-no-certificate": "The certificate that opens this mailbox is missing. Choose its file, then start again.",
  "fail-certificate-refused":
    "The operator does not accept this certificate for this mailbox. Check that it is the one of the structure and has not expired.",
  "fail-limit": "The operator refuses more connections for now. Nothing is lost. Try again in a few minutes.",
  "fail-authentication-unavailable":
    "The operator cannot check your identity for now. Nothing is lost. Try again in a few minutes.",
  "fail-closed-by-server":
    "The server closed the link. Nothing is lost. Try again; if it happens again, tell your operator.",
  "fail-refused-command":
    "The server refused a request of Pli. Nothing is lost. Tell your operator if it happens again.",
  "fail-smtp-unreachable":
    "Reception works, but the sending server cannot be reached. Your messages will wait. Try again, or tell your operator.",
  "fail-psc-unavailable": "Pro Santé Connect does not answer. Nothing is lost. Try again in a few minutes.",
  "fail-offline": "You are offline. Nothing is lost. Check the network of this computer, then try again.",
  "fail-mailbox-known": "This mailbox is already open in Pli. Nothing changed. You find it in the left column.",
  "fail-filtered":
    "Nothing comes back from {about}: a firewall probably filters this port. Nothing is lost. Ask your IT department to open the way out to this address.",
  "fail-closed-port":
    "The server refuses the connection on {about}. Nothing is lost. Try again in a few minutes; if it lasts, tell your operator.",
  "fail-directory-unreachable":
    "The directory does not answer: a firewall may filter port 389. Your mailbox works; correspondents will be looked for without it.",
  "fail-directory-timeout":
    "The directory did not answer in time: a firewall may filter port 389. Your mailbox works; correspondents will be looked for without it.",
  "fail-directory-untrusted":
    "The identity of the directory could not be verified: it was not asked. Your mailbox works. Tell your support.",
  "fail-directory-revoked":
    "The certificate of the directory was revoked: it was not asked. Your mailbox works. Tell your support.",
  manual: "Type the servers",
  manualAbout:
    "Only if your operator gave them to you. The same rules apply: trusted domain, encrypted connection, IGC-Santé certificate.",
  "manualOpening-psc": "Opened by: Pro Santé Connect.",
  "manualOpening-certificate": "Opened by: certificate of the structure.",
  "manualOpening-operator-ciba": "Opened by: link from the operator.",
  "manualOpening-code": "Opened by: password and code.",
  imapServer: "Receiving server (IMAP)",
  smtpServer: "Sending server (SMTP)",
  port: "Port",
  manualTest: "Test these servers",
};
