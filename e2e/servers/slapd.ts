import { spawnSync } from "node:child_process";
import { copyFileSync, chmodSync } from "node:fs";
import { join } from "node:path";
import { type DirectoryEntry, toLdif } from "./directory-entries";
import { pausable, type Pausable } from "./pausable";
import { makePrivateFolder } from "./private-folder";
import { freePorts, requireCommand, type RunningProgram, startProgram } from "./running-program";
import type { ServerCertificate } from "./server-parts";

export type SlapdOptions = {
  readonly certificate: ServerCertificate;
  readonly anchorPem: string;
  readonly entries: readonly DirectoryEntry[];
};

/** A running directory, shaped like the national one: anonymous, 100 entries at most, StartTLS. */
export type Slapd = Pausable & { readonly port: number };

/** Starts OpenLDAP on loopback as an unprivileged user, with these entries. */
export async function startSlapd({ certificate, anchorPem, entries }: SlapdOptions): Promise<Slapd> {
  const installed = requireCommand("slapd");
  const folder = makePrivateFolder("slapd");
  const [port = 0] = await freePorts(1);
  // A copy: the system's profile for /usr/sbin/slapd (AppArmor) would keep it out of our folder.
  const command = join(folder.path, "slapd");
  copyFileSync(installed, command);
  chmodSync(command, 0o755);
  folder.make("data");
  folder.write("server.pem", certificate.certPem);
  folder.write("server.key", certificate.keyPem);
  folder.write("anchor.pem", anchorPem);
  folder.write("demo.schema", SCHEMA);
  const configuration = folder.write("slapd.conf", slapdConfiguration(folder.path));
  const ldif = folder.write("entries.ldif", toLdif(entries));
  const { uid, gid } = folder.runner;
  const identity = uid === undefined ? {} : { uid, gid };
  const loaded = spawnSync(command, ["-T", "add", "-q", "-f", configuration, "-l", ldif], {
    ...identity,
    encoding: "utf8",
    cwd: folder.path,
  });
  if (loaded.status !== 0) {
    folder.remove();
    throw new Error(`slapadd: ${loaded.stderr}`);
  }
  const run = (): Promise<RunningProgram> =>
    startProgram({
      command,
      args: ["-h", `ldap://127.0.0.1:${port}/`, "-f", configuration, "-d", "0"],
      runner: folder.runner,
      cwd: folder.path,
      ports: [port],
    });
  return { port, ...(await pausable(folder, run)) };
}

const slapdConfiguration = (folder: string): string => `
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
include ${folder}/demo.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile ${folder}/slapd.pid
TLSCACertificateFile ${folder}/anchor.pem
TLSCertificateFile ${folder}/server.pem
TLSCertificateKeyFile ${folder}/server.key
sizelimit 100
timelimit 60
access to * by * read
database mdb
suffix "o=mssante,c=fr"
directory ${folder}/data
maxsize 4294967296
index objectClass eq
index cn,sn,givenName,mail eq,pres,sub
index o,l,postalCode,demoIdNat,demoIdStruct,demoDepartement,demoSpecialite,demoProfession,demoTypeBal eq,sub
index demoCodeProfession eq
limits * size.soft=100 size.hard=100 time.soft=60 time.hard=60
`;

/** Placeholders: the real directory's attribute names are not public. */
const NAMES = [
  "demoTypeBal",
  "demoIdNat",
  "demoIdStruct",
  "demoCodeProfession",
  "demoProfession",
  "demoSpecialite",
  "demoDepartement",
  "demoDematerialisation",
  "demoNote",
] as const;
const SYNTAX =
  "EQUALITY caseIgnoreMatch SUBSTR caseIgnoreSubstringsMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE";
const SCHEMA = `${NAMES.map((name, index) => `attributetype ( 1.3.6.1.4.1.4203.666.1.${index + 900} NAME '${name}' ${SYNTAX} )`).join("\n")}
objectclass ( 1.3.6.1.4.1.4203.666.3.900 NAME 'demoMailbox' SUP top AUXILIARY MAY ( ${NAMES.join(" $ ")} ) )
`;
