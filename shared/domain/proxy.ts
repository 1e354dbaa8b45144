/** How the HTTPS exchanges of this computer leave its network: as the system does, by a script (PAC), through the proxy that is typed, or straight. */
export type ProxyMode = "system" | "script" | "manual" | "none";

/** What is typed of the way out. Empty: not set. */
export type ProxyFields = {
  readonly mode: ProxyMode;
  /** Address of the script (http or https). */
  readonly script: string;
  readonly host: string;
  readonly port: string;
  /** Domains reached without the typed proxy, with spaces or commas. */
  readonly exceptions: string;
  /** Name that the proxy asks for; empty when it asks for none. */
  readonly user: string;
};

/** The way out as its page sees it: never the password, only whether there is one. */
export type ProxyView = { readonly fields: ProxyFields; readonly hasPassword: boolean };

/** Whether a server is reached through the way out: straight, through a proxy (`about` names it), or not, and why. */
export type ProxyCheck =
  | { readonly state: "direct" }
  | { readonly state: "ok"; readonly about: string }
  | { readonly state: "failed"; readonly code: ProxyFailure; readonly about: string };

/** Why a proxy lets nothing through; worded by the catalogue. */
export type ProxyFailure =
  | "proxy-unreachable"
  | "proxy-timeout"
  /** It wants a name and a password, or not these (407). */
  | "proxy-password"
  /** It only accepts a way of proving oneself that Pli does not speak (407 without Basic). */
  | "proxy-scheme"
  /** It forbids the place that was asked for. */
  | "proxy-refused"
  /** DNS said nothing in time of a name that is asked of a proxy: it could lead into the local network. */
  | "proxy-dns"
  /** It accepted, but could not reach the server. */
  | "proxy-no-server"
  | "proxy-protocol"
  /** The system or the script names a kind that is not spoken (SOCKS, HTTPS). */
  | "proxy-unsupported"
  /** The script could not be read. */
  | "proxy-script";
