import type { PostfixOptions } from "./postfix";

/** main.cf: Postfix takes no comment behind a value. */
export const postfixConfiguration = (folder: string, options: PostfixOptions): string => `
compatibility_level = 3.6
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
queue_directory = ${folder}/spool
data_directory = ${folder}/data
maillog_file = ${folder}/mail.log
maillog_file_prefixes = ${folder}
myhostname = localhost
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mydestination =
alias_maps =
alias_database =
virtual_mailbox_domains = ${options.domains.join(" ")}
virtual_mailbox_maps = regexp:${folder}/mailboxes
virtual_transport = lmtp:inet:127.0.0.1:${options.lmtpPort}
default_transport = error:5.7.1 no external mail here
${options.clientsPem === undefined ? proofByToken : proofByCertificate(folder)}
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:${options.saslPort}
smtpd_tls_cert_file = ${folder}/server.pem
smtpd_tls_key_file = ${folder}/server.key
smtpd_tls_security_level = encrypt
smtpd_tls_auth_only = yes
smtpd_tls_mandatory_protocols = >=TLSv1.2, <=TLSv1.2
smtpd_sender_login_maps = regexp:${folder}/own-sender
smtpd_discard_ehlo_keywords = chunking
smtpd_soft_error_limit = 1000
smtpd_hard_error_limit = 1000
line_length_limit = ${options.lineLengthLimit ?? 16_384}
message_size_limit = ${options.maxBytes ?? 36_700_160}
mailbox_size_limit = 0
virtual_mailbox_limit = 0
minimal_backoff_time = 5s
maximal_backoff_time = 20s
queue_run_delay = 5s
`;

const proofByToken = `
smtpd_sasl_auth_enable = yes
smtpd_sender_restrictions = reject_sender_login_mismatch
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_recipient_restrictions = reject_unlisted_recipient, permit_sasl_authenticated, reject
`;

const proofByCertificate = (folder: string): string => `
smtpd_tls_ask_ccert = yes
smtpd_tls_CAfile = ${folder}/clients.pem
smtpd_relay_restrictions = permit_tls_all_clientcerts, reject
smtpd_recipient_restrictions = reject_unlisted_recipient, permit_tls_all_clientcerts, reject
`;

/** The usual services of master.cf, none of them in a chroot. */
export const internalServices = `pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
local unix - n n - - local
virtual unix - n n - - virtual
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`;
