/** A server's certificate chain and key, PEM. */
export type ServerCertificate = { readonly certPem: string; readonly keyPem: string };

/** The provider's public keys (SPKI PEM) and the clients (`azp`) they sign for. */
export type SigningKeys = {
  readonly publicKeys: readonly { readonly kid: string; readonly pem: string }[];
  readonly clients: readonly string[];
};
