/** What a client presented with AUTHENTICATE XOAUTH2: a box address and a bearer token. */
export type PresentedLogin = { readonly user: string; readonly token: string };

/** The verdict on a login; `mailbox` is the address of the box that is opened. */
export type LoginVerdict = { readonly ok: true; readonly mailbox: string } | { readonly ok: false };

/** Judges a login; a rejection (identity provider down) is answered `NO [UNAVAILABLE]`, never as a bad token. */
export type Authenticate = (login: PresentedLogin) => Promise<LoginVerdict>;

/** Receives protocol lines: tokens, strings, literals and answered content never reach it. */
export type ProtocolLog = (line: string) => void;
