/** Adding a mailbox, its test, its first synchronisation, its connection. */
export const accounts = {
  title: "Quelle boîte ouvrir ?",
  titleMore: "Ajouter une boîte",
  lead: "Tapez son adresse : Pli trouve seul les serveurs de votre opérateur.",
  address: "Adresse MSSanté",
  addressHelp: "Par exemple prenom.nom@medecin.exemple.mssante.fr",
  addressInvalid: "Une adresse s’écrit nom@domaine.mssante.fr.",
  demoAddresses: "Boîtes de la démonstration",
  name: "Nom dans Pli",
  nameHelp: "Vu de vous seul.",
  fromLabel: "Nom vu par vos correspondants",
  "sender-title": "Titre (facultatif)",
  "sender-given": "Prénom",
  "sender-family": "Nom d’exercice",
  "sender-entity": "Structure (facultatif)",
  "sender-structure": "Structure ou service",
  senderMissing: "Vos correspondants ne voient que ce nom : remplissez ce champ.",
  seenAs: "Ils verront : {label}",
  kind: "Type de boîte",
  "kind-PER": "Personnelle",
  "kindAbout-PER": "La vôtre, à votre nom.",
  "kind-ORG": "Organisationnelle",
  "kindAbout-ORG": "Celle d’une équipe, d’un secrétariat ou d’un service.",
  "kind-APP": "Applicative",
  "kindAbout-APP": "Celle d’un logiciel, ouverte par le certificat de la structure.",
  certificate: "Certificat de la structure",
  certificateAbout:
    "Cette boîte ne s’ouvre pas avec votre identité, mais avec le certificat IGC-Santé (ORG AUTH_CLI) de la structure à qui elle appartient.",
  certificateMissing: "Choisissez d’abord le fichier du certificat.",
  certificateOpen: "Certificat",
  certificateReplaced: "Certificat remplacé. La boîte se reconnecte.",
  sasl: "Après le certificat",
  "sasl-external": "Annoncer l’adresse de la boîte (SASL EXTERNAL)",
  "saslAbout-external":
    "L’usage supposé : le référentiel publié ne le précise pas. Changez-le si votre opérateur indique autre chose.",
  "sasl-none": "Aucune authentification SASL",
  "saslAbout-none": "Le certificat seul ouvre la boîte.",
  opening: "Ouverture de la boîte",
  "opening-psc": "Pro Santé Connect",
  "openingAbout-psc": "Par votre e-CPS ou votre carte. C’est le cas de presque toutes les boîtes.",
  "opening-code": "Mot de passe et code",
  "openingAbout-code":
    "Chez les opérateurs qui le proposent encore : identifiant, mot de passe, et code à usage unique de votre téléphone.",
  login: "Identifiant",
  loginHelp: "Celui de votre opérateur. Laissé vide, c’est l’adresse de la boîte.",
  password: "Mot de passe",
  passwordHelp: "Gardé en mémoire jusqu’à votre déconnexion, jamais sur le disque.",
  passwordMissing: "Remplissez ce champ.",
  code: "Code à usage unique",
  codeHelp: "Les chiffres que votre téléphone affiche en ce moment.",
  codeInvalid: "Un code a de 6 à 8 chiffres.",
  codeAlone: "Mot de passe et code, ensemble",
  codeAloneHelp: "Tapés comme votre opérateur vous l’a indiqué. Rien n’en est gardé.",
  codePlace: "Place du code",
  codePlaceAbout:
    "Essayez d’abord la première. Si la boîte est refusée, demandez à votre opérateur où il attend le code.",
  "codePlace-after": "Juste après le mot de passe",
  "codePlace-comma": "Après le mot de passe et une virgule",
  "codePlace-alone": "Dans un seul champ, tapé par vous",
  giveCode: "Saisir le code",
  giveCodeTitle: "Code de la boîte {name}",
  giveCodeAbout: "Identifiant : {login}",
  openMailbox: "Ouvrir la boîte",
  "asks-first": "La boîte {name} s’ouvre avec un code à usage unique.",
  "asks-again": "La boîte {name} demande un nouveau code. Rien n’est perdu ; vos envois attendent.",
  "asks-refused":
    "L’opérateur a refusé l’identifiant, le mot de passe ou le code de la boîte {name}. Rien n’est perdu. Saisissez-les de nouveau.",
  "opening-link": "Lien de l’opérateur",
  "openingAbout-link":
    "Chez les opérateurs qui ont leur propre identification : vous approuvez chaque ouverture par un lien reçu par SMS.",
  linkAbout:
    "Votre opérateur vous donne ces informations. Aucun texte publié ne fixe cette façon d’ouvrir : ce qui suit est l’usage supposé, à corriger selon ses indications.",
  issuer: "Adresse du service d’identification",
  issuerHelp: "Elle commence par https:// et appartient à un domaine de confiance, comme les serveurs de la boîte.",
  issuerInvalid: "Tapez une adresse qui commence par https://, sans port ni paramètre.",
  linkClient: "Identifiant du client",
  linkSecret: "Secret du client",
  linkSecretHelp: "Gardé chiffré avec la boîte, sur ce poste seulement.",
  linkHint: "Vous êtes reconnu par",
  linkHintHelp: "Ce qui dit à l’opérateur à qui envoyer le lien.",
  "linkHint-address": "L’adresse de la boîte",
  "linkHint-telephone": "Un numéro de téléphone",
  telephone: "Numéro de téléphone",
  telephoneInvalid: "Tapez un numéro de 6 à 15 chiffres.",
  linkCompare: "Comparaison",
  linkCompareHelp:
    "L’usage supposé : le lien se suffit. Changez-le si votre opérateur affiche deux chiffres à comparer.",
  "linkCompare-none": "Aucune",
  "linkCompare-digits": "Deux chiffres, montrés ici et par le lien",
  linkDigits: "Approuvez seulement s’il montre",
  askLink: "Demander le lien",
  linkAsked: "Demande du lien à votre opérateur…",
  linkWaiting: "Ouvrez le lien reçu par SMS sur votre téléphone.",
  linkLeft: "Encore {left}.",
  linkUntil: "Jusqu’à {time}.",
  "link-first": "La boîte {name} s’ouvre par un lien de votre opérateur.",
  "link-again": "La boîte {name} demande un nouveau lien. Rien n’est perdu ; vos envois attendent.",
  "link-asked": "Boîte {name} : demande du lien à votre opérateur…",
  "link-waiting": "Boîte {name} : ouvrez le lien reçu par SMS.",
  "link-refused": "La demande pour la boîte {name} a été refusée sur votre téléphone. Rien n’est perdu.",
  "link-expired": "Le lien de la boîte {name} n’a pas été ouvert à temps. Rien n’est perdu. Demandez-en un autre.",
  "link-unknown-person":
    "L’opérateur de la boîte {name} ne vous reconnaît pas. Aucun lien n’a été envoyé. Vérifiez avec lui l’adresse ou le numéro qu’il attend.",
  "link-unavailable":
    "L’identification de l’opérateur de la boîte {name} ne répond pas. Rien n’est perdu. Recommencez dans un moment.",
  "link-config":
    "L’identification de l’opérateur de la boîte {name} n’accepte pas ce poste. Rien n’est perdu. Vérifiez avec lui l’identifiant et le secret du client.",
  "link-issuer":
    "L’identification de la boîte {name} n’est pas dans un domaine de confiance. Rien ne lui a été confié.",
  openByLink: "Ouvrir par lien de l’opérateur",
  openByCode: "Ouvrir par mot de passe et code",
  details: "Préciser le nom, le type ou l’ouverture",
  test: "Tester et ouvrir",
  testing: "Vérification de la connexion",
  "step-proxy": "Accès à Internet",
  "step-autoconfig": "Réglages publiés par l’opérateur",
  "step-dns": "Adresse du serveur",
  "step-tcp": "Serveur joint",
  "step-starttls": "Liaison chiffrée",
  "step-certificate": "Certificat de l’IGC-Santé",
  "step-sign-in": "Votre identité",
  "step-imap": "Réception",
  "step-smtp": "Envoi",
  "step-directory": "Annuaire santé",
  "stepState-waiting": "à venir",
  "stepState-running": "en cours",
  "stepState-ok": "fait",
  "stepState-failed": "échec",
  "stepState-skipped": "non vérifié",
  change: "Corriger",
  syncTitle: "Première réception",
  syncLead: "Les courriers les plus récents arrivent d’abord. Vous pouvez déjà travailler.",
  syncProgress: "{done, number} sur {total, number}",
  syncStarting: "Lecture des dossiers…",
  syncReady: "Tout est là.",
  openNow: "Ouvrir ma boîte",
  another: "Ajouter une autre boîte",
  "connection-offline": "hors connexion",
  "connection-connecting": "connexion…",
  "connection-syncing": "réception {done, number} sur {total, number}",
  "connection-ready": "à jour à {time}",
  "offline-signed-out": "Connectez-vous pour recevoir et envoyer.",
  "offline-network": "Pas de réseau. Ce qui est sur ce poste reste lisible ; vos envois attendent.",
  "offline-refused":
    "L’opérateur a refusé la connexion. Vos brouillons sont gardés. Reconnectez-vous avec votre e-CPS.",
  "offline-tls":
    "L’identité du serveur n’a pas pu être vérifiée. Rien ne lui a été confié. Prévenez votre opérateur si cela dure.",
  "offline-disk":
    "Le disque de ce poste est plein ou protégé : rien de plus ne peut y être gardé. Vos courriers sont intacts ; libérez de la place, Pli reprendra seul.",
  "offline-server": "Le serveur de l’opérateur ne répond pas. Pli réessaie seul.",
  "offline-paused": "La réception est en pause.",
  unexpected: "La vérification s’est arrêtée ici.",
  "fail-bad-address": "Cette adresse n’est pas complète. Corrigez-la puis recommencez.",
  "fail-untrusted-domain":
    "Ce domaine ne fait pas partie de l’espace de confiance MSSanté. Aucune connexion n’a été tentée. Vérifiez l’adresse.",
  "fail-not-found": "Cet opérateur ne publie pas ses réglages. Vérifiez l’adresse, ou demandez-les à votre opérateur.",
  "fail-unavailable": "L’opérateur ne répond pas. Rien n’a changé. Réessayez dans quelques minutes.",
  "fail-untrusted-server":
    "Le certificat du serveur n’est pas de l’IGC-Santé. Rien ne lui a été confié. Prévenez votre opérateur.",
  "fail-too-large":
    "Les réglages publiés par l’opérateur sont trop volumineux. Ils n’ont pas été lus. Prévenez votre opérateur.",
  "fail-malformed": "Les réglages publiés par l’opérateur sont illisibles. Prévenez votre opérateur.",
  "fail-no-usable-server":
    "L’opérateur ne propose aucun serveur que Pli puisse utiliser en sûreté. Prévenez votre opérateur.",
  "fail-refused-host":
    "Les réglages désignent un serveur hors de l’espace de confiance. Pli ne s’y est pas connecté. Prévenez votre opérateur.",
  "fail-refused-socket":
    "Les réglages demandent une liaison non chiffrée. Pli ne s’y est pas connecté. Prévenez votre opérateur.",
  "fail-refused-port":
    "Les réglages désignent un port inattendu. Pli ne s’y est pas connecté. Prévenez votre opérateur.",
  "fail-unresolved": "L’adresse du serveur est introuvable. Vérifiez le réseau de ce poste.",
  "fail-unreachable": "Le serveur est injoignable. Vérifiez le réseau de ce poste, puis réessayez.",
  "fail-timeout": "Le serveur n’a pas répondu à temps. Rien n’est perdu. Réessayez.",
  "fail-token-refused":
    "L’opérateur n’accepte pas votre identité pour cette boîte. Vérifiez que cette adresse est bien la vôtre.",
  "fail-expired": "Le certificat du serveur est périmé. Rien ne lui a été confié. Prévenez votre opérateur.",
  "fail-host-mismatch":
    "Le certificat présenté est celui d’un autre serveur. Rien ne lui a été confié. Prévenez votre opérateur.",
  "fail-unknown-authority":
    "Le certificat du serveur n’est pas de l’IGC-Santé. Rien ne lui a été confié. Prévenez votre opérateur.",
  "fail-disk-full":
    "Le disque de ce poste est plein : rien de plus ne peut y être gardé. Libérez de la place, Pli reprendra seul.",
  "fail-disk-error": "Le disque de ce poste ne répond pas comme il faut. Pli réessaie seul.",
  "fail-read-only": "Le disque de ce poste est protégé en écriture. Pli reprendra seul quand il ne le sera plus.",
  "fail-revoked": "Le certificat du serveur a été révoqué. Rien ne lui a été confié. Prévenez votre opérateur.",
  "fail-signed-out": "Connectez-vous d’abord avec Pro Santé Connect.",
  "fail-not-yet-valid":
    "Le certificat du serveur n’est pas encore valable. Rien ne lui a été confié. Vérifiez la date de ce poste, puis prévenez votre opérateur.",
  "fail-weak": "Le serveur propose un chiffrement trop faible. Rien ne lui a été confié. Prévenez votre opérateur.",
  "fail-no-common-suite":
    "Le serveur ne propose aucun chiffrement que MSSanté accepte. Rien ne lui a été confié. Prévenez votre opérateur.",
  "fail-not-tls": "Le serveur n’a pas ouvert de liaison chiffrée. Rien ne lui a été confié. Prévenez votre opérateur.",
  "fail-unchecked-revocation":
    "Pli n’a pas pu vérifier que le certificat du serveur n’est pas révoqué. Rien ne lui a été confié. Réessayez dans quelques minutes.",
  "fail-private-address":
    "L’adresse du serveur désigne un réseau privé. Pli ne s’y est pas connecté. Prévenez votre opérateur.",
  "fail-network": "Pas de réseau. Rien n’est perdu. Vérifiez la connexion de ce poste, puis réessayez.",
  "fail-proxy-unreachable":
    "Le proxy {about} est injoignable. Vérifiez son nom et son port dans les réglages, et le réseau de ce poste.",
  "fail-proxy-timeout": "Le proxy {about} n’a pas répondu à temps. Réessayez, ou prévenez votre service informatique.",
  "fail-proxy-password":
    "Le proxy {about} n’a pas accepté le nom et le mot de passe, ou il en demande un. Corrigez-les dans les réglages du proxy.",
  "fail-proxy-scheme":
    "Le proxy {about} n’accepte qu’une authentification que Pli ne sait pas faire (Kerberos, NTLM, Digest). Demandez à votre service informatique l’authentification simple, ou une exception pour ce poste.",
  "fail-proxy-refused":
    "Le proxy {about} interdit ce serveur. Demandez à votre service informatique d’autoriser mssante.fr et esante.gouv.fr.",
  "fail-proxy-dns":
    "Le service de noms (DNS) de ce poste n’a pas répondu à temps à propos de {about} : Pli n’a pas pu s’assurer que ce nom ne mène pas dans votre réseau local, et n’a rien demandé au proxy. Réessayez dans une minute ; si cela dure, prévenez votre service informatique.",
  "fail-proxy-no-server":
    "Le proxy {about} répond, mais n’a pas pu joindre le serveur. Réessayez ; si cela dure, prévenez votre service informatique.",
  "fail-proxy-protocol":
    "Ce qui répond à {about} n’est pas un proxy. Vérifiez son nom et son port dans les réglages du proxy.",
  "fail-proxy-unsupported":
    "Le système ou le script désigne un proxy d’une sorte que Pli n’utilise pas ({about}). Indiquez un proxy HTTP dans les réglages.",
  "fail-proxy-script":
    "Le script de proxy {about} n’a pas pu être lu. Vérifiez son adresse dans les réglages du proxy, ou prévenez votre service informatique.",
  "fail-silent":
    "Le serveur a été joint, mais il n’a rien répondu. Rien ne lui a été confié. Réessayez dans quelques minutes.",
  "fail-no-starttls":
    "Le serveur ne propose pas de liaison chiffrée. Rien ne lui a été confié. Prévenez votre opérateur.",
  "fail-injected":
    "Le serveur a parlé avant que la liaison soit chiffrée : Pli a rompu. Rien ne lui a été confié. Prévenez votre opérateur.",
  "fail-handshake":
    "La liaison chiffrée n’a pas pu s’établir. Rien n’a été confié au serveur. Réessayez ; si cela dure, prévenez votre opérateur.",
  "fail-preauth":
    "Le serveur a ouvert la boîte sans vérifier votre identité : Pli a rompu. Rien ne lui a été confié. Prévenez votre opérateur.",
  "fail-no-xoauth2":
    "Le serveur n’accepte pas l’identité Pro Santé Connect. Rien ne lui a été confié. Demandez à votre opérateur s’il l’a activée.",
  "fail-by-code": "Cet opérateur ouvre cette boîte par un mot de passe et un code, non par Pro Santé Connect.",
  "fail-no-password":
    "Le serveur n’accepte pas de mot de passe. Rien ne lui a été confié. Demandez à votre opérateur comment cette boîte s’ouvre.",
  "fail-by-link": "Cet opérateur ouvre cette boîte par sa propre identification, non par Pro Santé Connect.",
  "fail-link-needed": "Un lien de l’opérateur est nécessaire. Rien n’est perdu : demandez-le.",
  "fail-link-refused": "Vous avez refusé la demande sur votre téléphone. Rien n’a été ouvert.",
  "fail-link-expired":
    "Le lien n’a pas été ouvert à temps. Rien n’a été ouvert. Recommencez pour en recevoir un autre.",
  "fail-link-cancelled": "Vous avez annulé la demande. Rien n’a été ouvert.",
  "fail-link-unknown-person":
    "L’opérateur ne vous reconnaît pas. Aucun lien n’a été envoyé. Vérifiez avec lui l’adresse ou le numéro qu’il attend.",
  "fail-link-unavailable":
    "L’identification de l’opérateur ne répond pas. Rien n’est perdu. Recommencez dans un moment.",
  "fail-link-config":
    "L’identification de l’opérateur n’accepte pas ce poste. Vérifiez avec lui l’identifiant et le secret du client.",
  "fail-link-issuer":
    "L’adresse du service d’identification n’est pas dans un domaine de confiance. Rien ne lui a été confié.",
  "fail-link-busy": "Un autre lien attend déjà votre réponse. Ouvrez-le ou annulez-le d’abord.",
  "fail-code-needed": "Un nouveau code est demandé. Rien n’est perdu : saisissez celui de votre téléphone.",
  "fail-code-refused":
    "L’opérateur a refusé l’identifiant, le mot de passe ou le code. Chaque code ne sert qu’une fois. Attendez le suivant, puis recommencez.",
  "fail-no-external":
    "Le serveur n’accepte pas l’ouverture par certificat (SASL EXTERNAL). Demandez à votre opérateur ce qu’il attend, et changez le réglage « Après le certificat ».",
  "fail-no-certificate": "Il manque le certificat qui ouvre cette boîte. Choisissez son fichier, puis recommencez.",
  "fail-certificate-refused":
    "L’opérateur n’accepte pas ce certificat pour cette boîte. Vérifiez que c’est bien celui de la structure et qu’il n’est pas périmé.",
  "fail-limit":
    "L’opérateur refuse d’autres connexions pour le moment. Rien n’est perdu. Réessayez dans quelques minutes.",
  "fail-authentication-unavailable":
    "L’opérateur ne peut pas vérifier votre identité pour le moment. Rien n’est perdu. Réessayez dans quelques minutes.",
  "fail-closed-by-server":
    "Le serveur a fermé la liaison. Rien n’est perdu. Réessayez ; si cela se répète, prévenez votre opérateur.",
  "fail-refused-command":
    "Le serveur a refusé une demande de Pli. Rien n’est perdu. Prévenez votre opérateur si cela se répète.",
  "fail-smtp-unreachable":
    "La réception fonctionne, mais le serveur d’envoi est injoignable. Vos messages attendront. Réessayez, ou prévenez votre opérateur.",
  "fail-psc-unavailable": "Pro Santé Connect ne répond pas. Rien n’est perdu. Réessayez dans quelques minutes.",
  "fail-offline": "Vous êtes hors connexion. Rien n’est perdu. Vérifiez le réseau de ce poste, puis réessayez.",
  "fail-mailbox-known":
    "Cette boîte est déjà ouverte dans Pli. Rien n’a changé. Vous la trouvez dans la colonne de gauche.",
  "fail-filtered":
    "Rien ne revient de {about} : un pare-feu filtre sans doute ce port. Rien n’est perdu. Demandez à votre service informatique d’ouvrir la sortie vers cette adresse.",
  "fail-closed-port":
    "Le serveur refuse la liaison sur {about}. Rien n’est perdu. Réessayez dans quelques minutes ; si cela dure, prévenez votre opérateur.",
  "fail-directory-unreachable":
    "L’annuaire ne répond pas : un pare-feu filtre peut-être le port 389. Votre boîte fonctionne ; la recherche de correspondants se fera sans lui.",
  "fail-directory-timeout":
    "L’annuaire n’a pas répondu à temps : un pare-feu filtre peut-être le port 389. Votre boîte fonctionne ; la recherche de correspondants se fera sans lui.",
  "fail-directory-untrusted":
    "L’identité de l’annuaire n’a pas pu être vérifiée : il n’a pas été interrogé. Votre boîte fonctionne. Prévenez votre support.",
  "fail-directory-revoked":
    "Le certificat de l’annuaire a été révoqué : il n’a pas été interrogé. Votre boîte fonctionne. Prévenez votre support.",
  manual: "Saisir les serveurs",
  manualAbout:
    "Seulement si votre opérateur vous les a remis. Les mêmes règles s’appliquent : domaine de confiance, liaison chiffrée, certificat de l’IGC-Santé.",
  "manualOpening-psc": "Ouverture : Pro Santé Connect.",
  "manualOpening-certificate": "Ouverture : certificat de la structure.",
  "manualOpening-operator-ciba": "Ouverture : lien de l’opérateur.",
  "manualOpening-code": "Ouverture : mot de passe et code.",
  imapServer: "Serveur de réception (IMAP)",
  smtpServer: "Serveur d’envoi (SMTP)",
  port: "Port",
  manualTest: "Tester ces serveurs",
};
