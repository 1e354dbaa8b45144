import type { Environment } from "#shared/domain/environment";
import { createDirectory, type DirectoryPorts, type LiveDirectory } from "../directory/directory";
import { DEMO_MAP, NATIONAL_MAP } from "../directory/ldap/attribute-map";
import type { Source } from "../directory/source";
import { systemClock } from "../directory/system-clock";
import { authoritiesFor } from "../trust/anchors";
import type { RevocationCheck } from "../trust/ports";
import type { Directory } from "./directory";
import { confirmServer, destinationOf, type OpenDoor } from "./https-door";

/** What the live directory stands on. */
export type LiveDirectoryPorts = {
  readonly environment: () => Environment;
  readonly door: OpenDoor;
  readonly revocation: RevocationCheck;
  /** The directory of this computer, asked by the window beside the live ones. */
  readonly offline?: Source;
};

/** The live directory of the current environment; another environment gets another directory, and the connections of the first are closed. */
export function createDirectoryOf(ports: LiveDirectoryPorts): Directory & Pick<LiveDirectory, "probe"> {
  let built: { readonly of: Environment; readonly directory: LiveDirectory } | null = null;
  const current = (): LiveDirectory => {
    const now = ports.environment();
    if (built?.of === now) return built.directory;
    built?.directory.close();
    built = { of: now, directory: createDirectory(directoryPorts(now, ports)) };
    return built.directory;
  };
  return {
    complete: (text, signal) => current().complete(text, signal),
    search: (criteria, signal) => current().search(criteria, signal),
    probe: (signal) => current().probe(signal),
  };
}

function directoryPorts(environment: Environment, { door, revocation, offline }: LiveDirectoryPorts): DirectoryPorts {
  const { ldap, fhir } = environment.directory;
  // A mapped environment is a make-believe one (demonstration, tests): its directories have our attribute names and our key.
  const ours = environment.id === "demo" || (environment.id === "custom" && environment.hosts !== undefined);
  const destination = destinationOf(environment);
  const confirm = confirmServer(environment, revocation);
  const ca = authoritiesFor(environment, "directory");
  return {
    clock: systemClock,
    ...(offline === undefined ? {} : { offline }),
    ...(ldap === undefined
      ? {}
      : {
          ldap: {
            url: ldap,
            destination,
            ca,
            confirm,
            startTls: "offered",
            attributes: ours ? DEMO_MAP : NATIONAL_MAP,
          },
        }),
    // Without a key in the settings the FHIR directory is not asked; the demonstration's own is public.
    ...(fhir === undefined || !ours
      ? {}
      : { fhir: { base: fhir, key: () => "demo", request: door(environment, "directory") } }),
  };
}
