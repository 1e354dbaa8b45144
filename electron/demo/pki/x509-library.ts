import { installReflectMetadata } from "./metadata-shim";

/** Loads @peculiar/x509 after its metadata functions exist; imported late because a bundler would hoist a static import above them. */
export async function loadX509(): Promise<typeof import("@peculiar/x509")> {
  installReflectMetadata();
  return import("@peculiar/x509");
}
