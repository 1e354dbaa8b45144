import type { Runner } from "./private-folder";

export type DovecotSettings = {
  readonly folder: string;
  readonly runner: Runner;
  readonly ports: { readonly imap: number; readonly lmtp: number; readonly sasl: number };
  readonly issuer: string;
  /** `domain`: any mailbox of the domain named by the token's e-mail; `exact`: only that mailbox. */
  readonly ownership: "domain" | "exact";
  /** Room of every mailbox, in kilobytes; none when it is not given. */
  readonly quotaKilobytes?: number;
  /** Mailboxes of software: opened by certificates of `clients.pem`, their common name being the mailbox. */
  readonly byCertificate: boolean;
  /** Every mailbox opens by the password that the file `codes` gives it. */
  readonly byCode: boolean;
};

/** Signed tokens are checked here, without asking the provider: the keys are files. */
export const tokenRules = ({ folder, issuer, ownership }: DovecotSettings): string => `
introspection_mode = local
local_validation_key_dict = fs:posix:prefix=${folder}/keys/
username_attribute = email
${ownership === "domain" ? "username_format = %Ld" : ""}
issuers = ${issuer}
`;

/** Dovecot 2.3 as an ordinary user: STARTTLS only, XOAUTH2 only, Maildir, special-use folders, LMTP and a SASL port. */
export const dovecotConfiguration = ({
  folder,
  runner,
  ports,
  quotaKilobytes,
  byCertificate,
  byCode,
}: DovecotSettings): string => `
base_dir = ${folder}/run
state_dir = ${folder}/run
log_path = ${folder}/dovecot.log
default_internal_user = ${runner.user}
default_internal_group = ${runner.group}
default_login_user = ${runner.user}
protocols = imap lmtp
listen = 127.0.0.1
hostname = localhost
ssl = required
ssl_cert = <${folder}/server.pem
ssl_key = <${folder}/server.key
ssl_min_protocol = TLSv1.2
disable_plaintext_auth = yes
auth_mechanisms = ${byCertificate ? "external" : byCode ? "plain login" : "xoauth2"}
auth_failure_delay = 0
mail_location = maildir:~/Maildir:LAYOUT=fs
first_valid_uid = 1
mail_max_userip_connections = 100
${byCertificate ? clientCertificates(folder) : byCode ? passwordWithCode(folder) : tokens(folder)}
userdb {
  driver = static
  args = uid=${runner.user} gid=${runner.group} home=${folder}/mail/%Lu allow_all_users=yes
}
namespace inbox {
  inbox = yes
  separator = /
${["Drafts", "Sent", "Trash", "Junk", "Archive"].map(specialFolder).join("\n")}
}
${quotaKilobytes === undefined ? "" : quota(quotaKilobytes)}
service anvil {
  chroot =
  # Failed logins would get slower and slower.
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service stats {
  chroot =
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${ports.imap}
  }
  inet_listener imaps {
    port = 0
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${ports.lmtp}
  }
}
service auth {
  inet_listener sasl {
    address = 127.0.0.1
    port = ${ports.sasl}
  }
}
`;

const tokens = (folder: string): string => `
passdb {
  driver = oauth2
  args = ${folder}/oauth2.conf.ext
}`;

/** Asked of a script each time: what was good a moment ago may be spent. */
const passwordWithCode = (folder: string): string => `
auth_cache_size = 0
passdb {
  driver = checkpassword
  args = ${folder}/check-code
}`;

/** Dovecot's checkpassword interface: the login and the password come by descriptor 3, its own program answers for the script. */
export const codeScript = (folder: string): string => `#!/bin/sh
given=$(tr '\\000' '\\n' <&3 | head -n 2 | paste -s -d :)
grep -qxF "$given" ${folder}/codes || exit 1
USER=\${given%%:*} exec "$@"
`;

const clientCertificates = (folder: string): string => `
ssl_ca = <${folder}/clients.pem
ssl_require_crl = no
ssl_verify_client_cert = yes
ssl_cert_username_field = commonName
auth_ssl_require_client_cert = yes
auth_ssl_username_from_cert = yes
passdb {
  driver = static
  args = nopassword=y
}`;

const specialFolder = (name: string): string => `  mailbox ${name} {
    auto = subscribe
    special_use = \\${name}
  }`;

/** Full is full: no grace for the last message, refused for good (RFC 9208 §4.3, 552 by LMTP). */
const quota = (kilobytes: number): string => `
mail_plugins = quota
protocol imap {
  mail_plugins = quota imap_quota
}
plugin {
  quota = maildir:Boîte
  quota_rule = *:storage=${kilobytes}K
  quota_grace = 0
}
`;
