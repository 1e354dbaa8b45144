import type { session as fr } from "../fr/session";

/** Sign-in with Pro Santé Connect and its session. */
export const session: typeof fr = {
  title: "Sign in with Pro Santé Connect",
  lead: "Pli opens your mailboxes with your professional identity. No password is asked for or kept.",
  idNat: "National identifier",
  idNatHelp: "Your RPPS number preceded by 8, as on your e-CPS or your card.",
  idNatInvalid: "An identifier has 12 digits and begins with 8.",
  channelMobile: "Approve with the e-CPS application",
  channelCard: "Use my CPS card",
  channelBrowser: "Sign in with the browser",
  channelBrowserAbout: "In the browser: your card or your e-CPS.",
  browserAgain: "Open the page again",
  waitingBrowserTitle: "Go on in your browser",
  waitingBrowserLead:
    "Identify yourself on the page of Pro Santé Connect, with your card or your e-CPS. Pli opens by itself when you come back.",
  browserLeft: "{left} left",
  browserDone: "You are signed in. You may close this tab and go back to Pli.",
  browserNotDone: "The sign-in did not succeed. Close this tab and go back to Pli: it will tell you why.",
  channelMobileAgain: "Use my e-CPS instead",
  demoPeople: "People of the demonstration",
  requesting: "Request sent to Pro Santé Connect…",
  waitingTitle: "Approve on your telephone",
  waitingLead: "Open the e-CPS application and accept the request if it shows this number.",
  waitingDemoLead: "The demonstration telephone is open beside Pli: accept the request there if it shows this number.",
  waitingCardTitle: "Approve with your card",
  waitingCardLead: "Insert your CPS card in the reader, then type its code in the window that opens.",
  number: "Number to compare: {number}",
  timeLeft: "Time left to approve",
  left: "{left} left · identifier",
  showPhone: "Show the demonstration telephone",
  "end-refused":
    "The request was refused. Nothing was opened. If it was not you, do not start again and check your e-CPS.",
  "end-expired": "The request was not approved in time. Start again when you have your telephone or your card at hand.",
  "end-unknown-person":
    "Pro Santé Connect does not know this identifier. Check the 12 digits on your e-CPS or your card.",
  "end-other-person":
    "This space belongs to someone else: its mail only opens with that person’s identity. Nothing was opened. For yours, open your own session of the computer.",
  "end-ciba-not-enabled":
    "The e-CPS of this identifier is not enabled for this sign-in. Enable it in the e-CPS application, or use your CPS card.",
  "end-unavailable":
    "Pro Santé Connect does not answer. Mail already received stays readable. Try again in a few minutes.",
  "end-no-browser":
    "No browser opened on this computer. Nothing has changed. Sign in with your e-CPS, or have a browser installed.",
  "end-port-in-use":
    "Another program of this computer holds the way by which the browser comes back to Pli. Nothing has changed. Close it and start again, or sign in with your e-CPS.",
  "end-no-client":
    "This environment has no Pro Santé Connect client identifier yet: the sign-in cannot be asked for. Complete it in the connection settings.",
  "end-proxy":
    "The proxy of your network does not let Pro Santé Connect be reached. Mail already received stays readable. Check the proxy in the settings, or tell your IT department.",
  "end-revoked":
    "The certificate of the sign-in server was revoked by its authority. Nothing was entrusted to it. Do not insist, and tell your support.",
  "end-untrusted":
    "The identity of the sign-in server could not be verified. Nothing was entrusted to it. Tell your support if it lasts.",
  "end-cancelled": "You cancelled the sign-in.",
  "end-config":
    "The connection to Pro Santé Connect is badly set on this computer. Mail already received stays readable. Send the diagnostics to your support.",
  "end-protocol":
    "Pro Santé Connect gave an answer that Pli cannot accept. Nothing was opened. Try again; if it happens again, send the diagnostics to your support.",
  "end-signed-out": "You are signed out. Mail already received stays readable.",
  "end-session-ended":
    "Your Pro Santé Connect session has ended. Your drafts are kept. Sign in again to receive and send.",
  "end-idle": "You were signed out after a time without activity. Your drafts are kept.",
  unexpected: "The sign-in stopped. Your drafts are kept. Try again.",
  signIn: "Sign in",
  signOut: "Sign out",
  lock: "Lock",
  signedInAs: "Session open",
  sessionUntil: "session until {time}",
  sessionLeft: "{left} left",
  upToDate: "up to date at {time}",
  syncing: "updating",
  "trouble-network": "no network",
  "trouble-refused": "operator: access refused",
  "trouble-tls": "server not verified",
  "trouble-revoked": "certificate revoked",
  "trouble-disk": "disk full",
  "trouble-server": "operator out of order",
  offline: "Offline",
  offlineAbout: "mail of this computer",
  menu: "Session of {name}",
  signedInNow: "You are signed in, {name}.",
};
