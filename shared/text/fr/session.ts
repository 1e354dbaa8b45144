/** Sign-in with Pro Santé Connect and its session. */
export const session = {
  title: "Connectez-vous avec Pro Santé Connect",
  lead: "Pli ouvre vos boîtes avec votre identité professionnelle. Aucun mot de passe n’est demandé ni gardé.",
  idNat: "Identifiant national",
  idNatHelp: "Votre numéro RPPS précédé de 8, comme sur votre e-CPS ou votre carte.",
  idNatInvalid: "Un identifiant comporte 12 chiffres et commence par 8.",
  channelMobile: "Valider avec l’application e-CPS",
  channelCard: "Utiliser ma carte CPS",
  channelBrowser: "Se connecter dans le navigateur",
  channelBrowserAbout: "Dans le navigateur : votre carte ou votre e-CPS.",
  browserAgain: "Rouvrir la page",
  waitingBrowserTitle: "Continuez dans votre navigateur",
  waitingBrowserLead:
    "Identifiez-vous sur la page de Pro Santé Connect, avec votre carte ou votre e-CPS. Pli s’ouvrira seul à votre retour.",
  browserLeft: "Encore {left}",
  browserDone: "Vous êtes connecté. Vous pouvez fermer cet onglet et revenir à Pli.",
  browserNotDone: "La connexion n’a pas abouti. Fermez cet onglet et revenez à Pli : il vous dira pourquoi.",
  channelMobileAgain: "Utiliser plutôt mon e-CPS",
  demoPeople: "Personnes de la démonstration",
  requesting: "Demande envoyée à Pro Santé Connect…",
  waitingTitle: "Validez sur votre téléphone",
  waitingLead: "Ouvrez l’application e-CPS et acceptez la demande si elle affiche ce nombre.",
  waitingDemoLead: "Le téléphone de démonstration est ouvert à côté : acceptez-y la demande s’il affiche ce nombre.",
  waitingCardTitle: "Validez avec votre carte",
  waitingCardLead:
    "Insérez votre carte CPS dans le lecteur, puis saisissez son code porteur dans la fenêtre qui s’ouvre.",
  number: "Nombre à comparer : {number}",
  timeLeft: "Temps restant pour valider",
  left: "Encore {left} · identifiant",
  showPhone: "Afficher le téléphone de démonstration",
  "end-refused":
    "La demande a été refusée. Rien n’a été ouvert. Si ce n’était pas vous, ne recommencez pas et vérifiez votre e-CPS.",
  "end-expired":
    "La demande n’a pas été validée à temps. Recommencez quand vous avez votre téléphone ou votre carte en main.",
  "end-unknown-person":
    "Pro Santé Connect ne connaît pas cet identifiant. Vérifiez les 12 chiffres sur votre e-CPS ou votre carte.",
  "end-other-person":
    "Cet espace appartient à une autre personne : ses courriers ne s’ouvrent qu’avec son identité. Rien n’a été ouvert. Pour le vôtre, ouvrez votre propre session de l’ordinateur.",
  "end-ciba-not-enabled":
    "L’e-CPS de cet identifiant n’est pas activée pour cette connexion. Activez-la dans l’application e-CPS, ou utilisez votre carte CPS.",
  "end-unavailable":
    "Pro Santé Connect ne répond pas. Vos courriers déjà reçus restent lisibles. Réessayez dans quelques minutes.",
  "end-no-browser":
    "Aucun navigateur ne s’est ouvert sur ce poste. Rien n’a changé. Connectez-vous avec votre e-CPS, ou faites installer un navigateur.",
  "end-port-in-use":
    "Un autre logiciel de ce poste occupe le passage par lequel le navigateur revient à Pli. Rien n’a changé. Fermez-le puis recommencez, ou connectez-vous avec votre e-CPS.",
  "end-no-client":
    "Cet environnement n’a pas encore d’identifiant de client Pro Santé Connect : la connexion ne peut pas être demandée. Complétez-le dans les réglages de connexion.",
  "end-proxy":
    "Le proxy de votre réseau ne laisse pas joindre Pro Santé Connect. Vos courriers déjà reçus restent lisibles. Vérifiez le proxy dans les réglages, ou prévenez votre service informatique.",
  "end-revoked":
    "Le certificat du serveur de connexion a été révoqué par son autorité. Rien ne lui a été confié. N’insistez pas et prévenez votre support.",
  "end-untrusted":
    "L’identité du serveur de connexion n’a pas pu être vérifiée. Rien ne lui a été confié. Prévenez votre support si cela dure.",
  "end-cancelled": "Vous avez annulé la connexion.",
  "end-config":
    "La connexion à Pro Santé Connect est mal réglée sur ce poste. Vos courriers déjà reçus restent lisibles. Transmettez le diagnostic à votre support.",
  "end-protocol":
    "Pro Santé Connect a donné une réponse que Pli ne peut pas accepter. Rien n’a été ouvert. Réessayez ; si cela se répète, transmettez le diagnostic à votre support.",
  "end-signed-out": "Vous êtes déconnecté. Vos courriers déjà reçus restent lisibles.",
  "end-session-ended":
    "Votre session Pro Santé Connect est terminée. Vos brouillons sont gardés. Reconnectez-vous pour recevoir et envoyer.",
  "end-idle": "Vous avez été déconnecté après un temps sans activité. Vos brouillons sont gardés.",
  unexpected: "La connexion s’est arrêtée. Vos brouillons sont gardés. Réessayez.",
  signIn: "Se connecter",
  signOut: "Se déconnecter",
  lock: "Verrouiller",
  signedInAs: "Session ouverte",
  sessionUntil: "session jusqu’à {time}",
  sessionLeft: "encore {left}",
  upToDate: "à jour à {time}",
  syncing: "mise à jour en cours",
  "trouble-network": "pas de réseau",
  "trouble-refused": "opérateur : accès refusé",
  "trouble-tls": "serveur non vérifié",
  "trouble-revoked": "certificat révoqué",
  "trouble-disk": "disque plein",
  "trouble-server": "opérateur en panne",
  offline: "Hors connexion",
  offlineAbout: "courriers de ce poste",
  menu: "Session de {name}",
  signedInNow: "Vous êtes connecté, {name}.",
};
