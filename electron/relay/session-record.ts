import { z } from "zod";
import type { ProviderTokens } from "./ports";

const MAX_TOKEN = 16 * 1024;
const token = z.string().min(1).max(MAX_TOKEN);

const tokens = z.object({
  accessToken: token,
  expiresAt: z.number(),
  refreshToken: token.optional(),
  refreshExpiresAt: z.number().optional(),
  idToken: token.optional(),
  subject: z.string().max(400).optional(),
});

const record = z.object({
  idNat: z.string().regex(/^8\d{11}$/u),
  clientId: z.string().max(200),
  sessionState: z.string().max(200),
  startedAt: z.number(),
  usedAt: z.number(),
  tokens,
});

/** One session as it is kept, sealed; times are epoch ms. */
export type SessionRecord = {
  readonly idNat: string;
  readonly clientId: string;
  readonly sessionState: string;
  readonly startedAt: number;
  readonly usedAt: number;
  readonly tokens: ProviderTokens;
};

/** The record of a text that was unsealed; undefined when an older version wrote it otherwise. */
export function readRecord(text: string): SessionRecord | undefined {
  try {
    const { tokens: kept, ...rest } = record.parse(JSON.parse(text));
    return {
      ...rest,
      tokens: {
        accessToken: kept.accessToken,
        expiresAt: kept.expiresAt,
        refreshToken: kept.refreshToken,
        refreshExpiresAt: kept.refreshExpiresAt,
        idToken: kept.idToken,
        subject: kept.subject,
      },
    };
  } catch {
    return undefined;
  }
}

/** The text to seal. */
export function writeRecord(session: SessionRecord): string {
  return JSON.stringify(session);
}
