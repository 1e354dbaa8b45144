/** What a received message may hold at most; beyond, it is refused or the excess stays one opaque part, never lost. */
export const LIMITS = {
  rawBytes: 60 * 1024 * 1024,
  headerBytes: 256 * 1024,
  headerFields: 2_000,
  parts: 500,
  /** Levels of multipart inside one another, within one message. */
  multipartDepth: 30,
  /** Levels of message/rfc822 inside one another. */
  messageDepth: 20,
  references: 100,
  addresses: 2_000,
  textChars: 2_000_000,
  htmlChars: 4_000_000,
  pictureBytes: 2 * 1024 * 1024,
  picturesBytes: 8 * 1024 * 1024,
  searchChars: 200_000,
} as const;
