/** The server refused the token itself (334 with a JSON challenge), as opposed to being out of order. */
export class TokenRefused extends Error {
  constructor() {
    super("token refused");
    this.name = "TokenRefused";
  }
}

type Answer = { readonly status: number; readonly response: string };

/** What nodemailer gives a custom authentication method. */
export type AuthContext = {
  readonly auth: {
    readonly credentials: { readonly user: string; readonly options?: { readonly accessToken?: string } };
  };
  readonly authMethods: readonly string[];
  readonly sendCommand: (command: string) => Promise<Answer>;
};

/**
 * XOAUTH2 with the token on a line of its own (RFC 4954 §4 forbids a long initial response): tokens of any size pass, and the challenge
 * that tells a refused token from a server out of order can be read. A server may cut right after it.
 */
export async function authenticateTwoStep(context: AuthContext): Promise<boolean> {
  if (!context.authMethods.includes("XOAUTH2")) throw refusal({ status: 504, response: "504 XOAUTH2 not offered" });
  const { user, options } = context.auth.credentials;
  const opening = await context.sendCommand("AUTH XOAUTH2");
  if (opening.status !== 334) throw refusal(opening);
  const proof = `user=${user}\u0001auth=Bearer ${options?.accessToken ?? ""}\u0001\u0001`;
  const answer = await context.sendCommand(Buffer.from(proof, "utf8").toString("base64"));
  if (answer.status === 334) {
    context.sendCommand("").catch(() => undefined);
    throw new TokenRefused();
  }
  if (answer.status >= 300) throw refusal(answer);
  return true;
}

/** An answer as the error that nodemailer would have given. */
export function refusal(answer: Answer): Error {
  return Object.assign(new Error("authentication refused"), {
    code: "EAUTH",
    responseCode: answer.status,
    response: answer.response,
  });
}
