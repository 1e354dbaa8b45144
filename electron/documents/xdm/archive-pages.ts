import type { XdmInput } from "./xdm-input";

/** README.TXT: who sends, with which software, what lies where (ITI-32 §3.32.4.1.2.3). No patient in it. */
export function readmeText(input: XdmInput, fileNames: readonly string[]): string {
  const { sender, software } = input;
  const lines = [
    "EMETTEUR",
    `Nom : ${sender.given} ${sender.family} (${sender.id})`,
    `Organisme : ${sender.organization} (${sender.organizationId})`,
    `Adresse : ${sender.address ?? ""}`,
    `Téléphone : ${sender.phone ?? ""}`,
    "",
    "APPLICATION",
    `Nom : ${software.name}`,
    `Version : ${software.version}`,
    `Editeur : ${software.vendor}`,
    `Contact : ${software.contact}`,
    "",
    "INSTRUCTIONS",
    "Cette archive se lit avec un logiciel de messagerie sécurisée de santé ou un dossier patient.",
    "",
    "ARBORESCENCE",
    "README.TXT",
    "INDEX.HTM",
    "IHE_XDM/SUBSET01/METADATA.XML",
    ...fileNames.map((name) => `IHE_XDM/SUBSET01/${name}`),
  ];
  return lines.map((line) => oneLine(line)).join("\r\n") + "\r\n";
}

/** INDEX.HTM in XHTML Basic: the sender and links to the other files of the archive. No patient in it. */
export function indexPage(input: XdmInput, fileNames: readonly string[]): string {
  const links = ["README.TXT", ...fileNames.map((name) => `IHE_XDM/SUBSET01/${name}`)].map(
    (path) => `<li><a href="${path}">${path}</a></li>`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML Basic 1.1//EN" "http://www.w3.org/TR/xhtml-basic/xhtml-basic11.dtd">',
    '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="fr"><head><title>IHE_XDM</title></head><body>',
    `<p>Emetteur : ${escaped(oneLine(input.sender.organization))} (${escaped(oneLine(input.sender.organizationId))})</p>`,
    `<ul>${links.join("")}</ul>`,
    "</body></html>",
    "",
  ].join("\r\n");
}

function oneLine(text: string): string {
  return text.replace(/[\s\u0000-\u001F]+/g, " ").trimEnd();
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
