import { firstCharacters, utf8Length } from "./fold";

/** Longest name given, in UTF-16 units. */
const LONGEST = 120;
/** Longest name in bytes, below the 255 of most file systems. */
const LONGEST_BYTES = 240;

const RESERVED =
  /^(?:con|prn|aux|nul|clock\$|conin\$|conout\$|com[0-9\u00B9\u00B2\u00B3]|lpt[0-9\u00B9\u00B2\u00B3])$/i;
/** Look-alikes that Windows folds into separators when it converts a name. */
const SEPARATOR_TWINS = /[\u2044\u2215\u29F5\u29F8\uFE68\uFF0F\uFF3C\u2216\uFF1A\uFE55\uFF0E\u2024]/g;

/** The text without what is invisible or reorders it: controls, format characters, lone surrogates, blanks. */
const visible = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/gu, "").replace(/\s+/g, " ");

const splitExtension = (name: string): readonly [stem: string, extension: string] => {
  const match = /^(.+)(\.[^. ]{1,16})$/u.exec(name);
  return match === null ? [name, ""] : [match[1] ?? name, match[2] ?? ""];
};

const cut = (name: string): string => {
  const [stem, extension] = splitExtension(name);
  const fits = (text: string) => text.length <= LONGEST && utf8Length(text) <= LONGEST_BYTES;
  let kept = stem;
  for (let length = Math.min(Array.from(stem).length, LONGEST); !fits(kept + extension) && length > 0; length -= 1) {
    kept = firstCharacters(stem, length).replace(/[. ]+$/, "");
  }
  return kept + extension;
};

/**
 * A name under which an untrusted attachment can be saved anywhere (A01, A02): the last path segment, showing all that it is,
 * at most 120 characters with its extension kept. `fallback` names what has no name left. The answer is stable: safe(safe(x)) = safe(x).
 */
export const safeFileName = (name: string, fallback = "piece-jointe"): string => {
  const bounded = name.length > 4096 ? name.slice(0, 2048) + name.slice(-256) : name;
  const base = visible(bounded)
    .normalize("NFC")
    .split(/[\\/]/)
    .map((segment) => segment.trim())
    .findLast((segment) => segment !== "");
  const plain = (base ?? "")
    .replace(/^[A-Za-z]:(?!$)/, "")
    .replace(SEPARATOR_TWINS, "_")
    .replace(/[<>:"|?*]/g, "_")
    .replace(/[. ]+$/, "")
    .trimStart();
  const named = plain === "" ? fallback : plain.startsWith(".") ? `${fallback}.${plain.replace(/^[. ]+/, "")}` : plain;
  const stem = (named.split(".")[0] ?? "").trim();
  return cut(RESERVED.test(stem) ? `_${named}` : named);
};

const EXECUTABLE = new Set(
  (
    "exe com scr pif bat cmd msi msp mst msix msixbundle appx appxbundle msc cpl dll sys drv ocx jar jnlp class " +
    "js jse mjs cjs vbs vbe vb wsf wsh wsc ws hta ps1 ps1xml ps2 psc1 psm1 psd1 psrc reg lnk url website inf ins isp scf sct shb shs " +
    "application appref-ms gadget chm hlp xll library-ms search-ms searchconnector-ms settingcontent-ms diagcab theme themepack " +
    "iso img vhd vhdx dmg udf pkg mpkg app command tool workflow scpt scptd applescript action webloc inetloc fileloc terminal " +
    "sh bash zsh csh ksh fish run bin elf out desktop appimage flatpakref snap deb rpm apk py pyc pyw pyz pl rb php lua swf " +
    "docm dotm xlsm xltm xlam xlsb xla xlm pptm potm ppam ppsm sldm ppa accde accdr mde mdb ade adp one onepkg slk iqy oqy rqy " +
    "html htm xhtml xht shtml mht mhtml svg svgz xsl xslt"
  ).split(" "),
);

/**
 * Whether a name says that opening the file could run something (A03, A04): programs, scripts, shortcuts, disk images, macro
 * documents, pages. Sees through trailing dots, padding, bidirectional overrides, alternate streams and double extensions.
 */
export const looksExecutable = (name: string): boolean =>
  visible(name.slice(0, 2048) + name.slice(2048).slice(-256))
    .normalize("NFKC")
    .split(/[:/\\]/)
    .some((segment) => EXECUTABLE.has(/\.\s*([^.\s]+)[.\s]*$/u.exec(segment)?.[1]?.toLowerCase() ?? ""));
