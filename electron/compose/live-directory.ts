import type { Environment } from "#shared/domain/environment";
import type { DirectoryPorts, LiveDirectory } from "../directory/directory";
import { type AttributeMap, DEMO_MAP, NATIONAL_MAP } from "../directory/ldap/attribute-map";
import type { Source } from "../directory/source";
import { systemClock } from "../directory/system-clock";
import { authoritiesFor } from "../trust/anchors";
import type { RevocationCheck } from "../trust/ports";
import type { Directory } from "./directory";
import { confirmServer, destinationOf, type OpenDoor } from "./https-door";
import type { LiveSettings } from "./live-settings";

/** What the live directory stands on. */
export type LiveDirectoryPorts = {
  readonly environment: () => Environment;
  readonly door: OpenDoor;
  readonly revocation: RevocationCheck;
  readonly live: LiveSettings;
  /** The directory of this computer, asked by the window beside the live ones. */
  readonly offline?: Source;
};

/** The live directory of the current environment; another environment gets another directory, and the connections of the first are closed. */
export function createDirectoryOf(ports: LiveDirectoryPorts): Directory {
  let built: { readonly of: Environment; readonly directory: LiveDirectory } | null = null;
  const current = async (): Promise<LiveDirectory> => {
    // Its protocols are read with the first question.
    const { createDirectory } = await import("../directory/directory");
    const now = ports.environment();
    if (built?.of === now) return built.directory;
    built?.directory.close();
    built = { of: now, directory: createDirectory(directoryPorts(now, ports)) };
    return built.directory;
  };
  return {
    complete: async (text, signal) => (await current()).complete(text, signal),
    search: async (criteria, signal) => (await current()).search(criteria, signal),
    probe: async (signal) => (await current()).probe(signal),
  };
}

/** A mapped environment is a make-believe one (demonstration, tests): its directories have our attribute names and our key. */
export const isOurs = ({ id, hosts }: Environment): boolean =>
  id === "demo" || (id === "custom" && hosts !== undefined);

/** The attribute names that serve before any test. */
export const attributesIn = (environment: Environment): AttributeMap => (isOurs(environment) ? DEMO_MAP : NATIONAL_MAP);

function directoryPorts(environment: Environment, ports: LiveDirectoryPorts): DirectoryPorts {
  const { door, revocation, offline, live } = ports;
  const { ldap, fhir } = environment.directory;
  return {
    clock: systemClock,
    ...(offline === undefined ? {} : { offline }),
    ...(ldap === undefined
      ? {}
      : {
          ldap: {
            url: ldap,
            destination: destinationOf(environment),
            ca: authoritiesFor(environment, "directory"),
            confirm: confirmServer(environment, revocation),
            startTls: "offered",
            attributes: attributesIn(environment),
            kept: live.attributes,
          },
        }),
    ...(fhir === undefined ? {} : { fhir: { base: fhir, key: live.key, request: door(environment, "directory") } }),
  };
}
