import { family } from "./hostile-case";

/** H01–H04, H11: whatever would run a script, or hide one from the sanitiser. */
export const SCRIPTS = family([
  {
    id: "H01a",
    about: "script elements and inline handlers",
    html: (at, pwn) => `<script>${pwn}</script><SCRIPT SRC="${at("src")}"></SCRIPT><img src=x onerror="${pwn}">
      <body onload="${pwn}"><b onmouseover="${pwn}" onclick="${pwn}" onfocus="${pwn}" tabindex=0>gras</b>
      <details open ontoggle="${pwn}"><summary>x</summary></details><input autofocus onfocus="${pwn}">
      <marquee onstart="${pwn}">x</marquee><video onerror="${pwn}"><source src=x></video><audio src=x onerror="${pwn}"></audio>
      <div style="animation:x 1s" onanimationstart="${pwn}">x</div><style>@keyframes x{}</style>`,
  },
  {
    id: "H01b",
    about: "evasions of the OWASP list",
    html: (at, pwn) => `<IMG SRC=\`javascript:${pwn}\`><IMG """><SCRIPT>${pwn}</SCRIPT>"><img src=x:x onerror\n=${pwn}>
      <img/src=x/onerror=${pwn}><svg/onload=${pwn}><scr<script>ipt>${pwn}</scr</script>ipt>
      <<SCRIPT>${pwn}//<</SCRIPT><BGSOUND SRC="${at("bgsound")}"><LAYER SRC="${at("layer")}"></LAYER>
      <a onmouseover="${pwn}" href="#">x</a><XSS STYLE="behavior: url(${at("htc")})">
      <img src="&#106;avascript:${pwn}"><iframe src="javascript:${pwn}"></iframe><embed src="javascript:${pwn}">
      <isindex type=image src=1 onerror=${pwn}><a href="x" onclick="${pwn}">cliquer</a>`,
  },
  {
    id: "H02a",
    about: "markup hidden by SVG and MathML namespaces",
    html: (at, pwn) => `<svg></p><style><a id="</style><img src=${at("svg")} onerror='${pwn}'>"></style></svg>
      <math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=${at("mglyph")} onerror='${pwn}'&gt;">
      </table></mtext></math>
      <math><annotation-xml encoding="text/html"><style><img src=${at("annot")} onerror='${pwn}'></style></annotation-xml></math>
      <svg><foreignObject><math><mi><p><style><!--</style><a title="--><img src=${at("fo")} onerror='${pwn}'>">`,
  },
  {
    id: "H02b",
    about: "SVG that acts by itself",
    html: (at, pwn) => `<svg onload="${pwn}"><script>${pwn}</script><set attributeName=href to="javascript:${pwn}"/>
      <a xlink:href="javascript:${pwn}"><text y=20>svg</text></a><animate onbegin="${pwn}" attributeName=x dur=1s>
      <use href="data:image/svg+xml;base64,PHN2ZyBpZD0neCcvPg==#x"/><image href="${at("svgimage")}"/>
      <filter id=f><feImage href="${at("feimage")}"/></filter><rect width=9 height=9 filter="url(#f)"/></svg>`,
  },
  {
    id: "H03",
    about: "raw-text wrappers closed inside attributes",
    html: (at, pwn) =>
      ["noscript", "xmp", "noembed", "noframes", "iframe", "textarea", "title", "plaintext-", "select", "template"]
        .map((tag) => `<${tag}><p title="</${tag}><img src=${at(tag)} onerror='${pwn}'>">${tag}</p></${tag}>`)
        .join("\n"),
  },
  {
    id: "H04a",
    about: "templates, slots, nested forms",
    html: (
      at,
      pwn,
    ) => `<template shadowrootmode=open><img src="${at("shadow")}" onerror="${pwn}"><slot></slot></template>
      <div><template><script>${pwn}</script></template><slot name=x onslotchange="${pwn}"></slot></div>
      <form><div></form><form id=f><input name=nodeName><img src="${at("form")}" onerror="${pwn}"></form>`,
  },
  {
    id: "H04b",
    about: "10,000 levels of nesting",
    html: (at, pwn) =>
      `${"<div><b>".repeat(5000)}<img src="${at("deep")}" onerror="${pwn}">${"</b></div>".repeat(5000)}`,
  },
  {
    id: "H04c",
    about: "a body of more than two million characters",
    html: (at, pwn) =>
      `<img src="${at("big")}" onerror="${pwn}">${"<p>volumineux, encore et encore</p>\r\n".repeat(75_000)}`,
    tooLong: true,
  },
  {
    id: "H11",
    about: "names that hide globals of the page",
    html: () =>
      ["pli", "document", "location", "body", "getElementById", "root", "cookie", "defaultView", "querySelectorAll"]
        .map(
          (name) =>
            `<form id="${name}" name="${name}"><input name="${name}" id="attributes"></form><img name="${name}">`,
        )
        .join(""),
  },
]);
