import Copy from "lucide-react/icons/copy";
import ExternalLink from "lucide-react/icons/external-link";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { linkVerdict, type LinkVerdict } from "#shared/rules/link-verdict";
import { useCommand } from "../bridge";
import { useText } from "../text";
import { Banner, Button, Dialog, toasts } from "../ui";
import styles from "./frame.module.css";

type Asked = { readonly href: string; readonly text: string; readonly refused: string | null };
const store = createStore<{ readonly asked: Asked | null }>(() => ({ asked: null }));

/** Asks before a link of a message or document is followed; the only way out of the window, and main decides again. `refused`: why it was already taken out. */
export const guardLink = (href: string, text: string, refused: string | null = null): void =>
  store.setState({ asked: { href, text, refused } });

/** The question: the canonical host in punycode, what is odd about the link, open or copy; or why it is not opened. Mounted once by the window. */
export function LinkDialog() {
  const asked = useStore(store, (now) => now.asked);
  if (asked === null) return null;
  const verdict = linkVerdict(asked.href, asked.text);
  if (asked.refused !== null) return <Refused code={asked.refused} href={asked.href} />;
  return verdict.kind === "refused" ? (
    <Refused code={verdict.code} href={asked.href} />
  ) : (
    <Openable verdict={verdict} />
  );
}

const close = (): void => store.setState({ asked: null });

function Refused({ code, href }: { readonly code: string; readonly href: string }) {
  const t = useText();
  return (
    <Dialog
      title={t("reader.linkRefusedTitle")}
      isOpen
      onClose={close}
      size="small"
      role="alertdialog"
      footer={<Button onPress={close}>{t("app.close")}</Button>}
    >
      <Banner tone="warning">{t.ofCode("reader", `link-${code}`)}</Banner>
      {href !== "" && <p className={styles.full}>{href.slice(0, 400)}</p>}
    </Dialog>
  );
}

function Openable({ verdict }: { readonly verdict: Extract<LinkVerdict, { kind: "openable" }> }) {
  const t = useText();
  return (
    <Dialog
      title={t("reader.linkTitle")}
      isOpen
      onClose={close}
      size="medium"
      role="alertdialog"
      footer={<Ways url={verdict.url} />}
    >
      <div className={styles.guard}>
        <p>{t("reader.linkText")}</p>
        <dl>
          <dt>{t("reader.linkHost")}</dt>
          <dd className={styles.host}>{verdict.host}</dd>
          <dt>{t("reader.linkFull")}</dt>
          <dd className={styles.full}>{verdict.url}</dd>
        </dl>
        {verdict.warnings.map((warning) => (
          <Banner key={warning} tone="warning">
            {t(`reader.linkWarning-${warning}`)}
          </Banner>
        ))}
      </div>
    </Dialog>
  );
}

function Ways({ url }: { readonly url: string }) {
  const t = useText();
  const open = useCommand("app.openLink");
  const copy = (): void => {
    void navigator.clipboard.writeText(url).then(() => toasts.show(t("reader.linkCopied")));
    close();
  };
  const follow = (): void => {
    void open.run({ href: url });
    close();
  };
  return (
    <>
      <Button onPress={close}>{t("app.cancel")}</Button>
      <Button icon={Copy} onPress={copy}>
        {t("reader.linkCopy")}
      </Button>
      <Button variant="primary" icon={ExternalLink} onPress={follow}>
        {t("reader.linkOpen")}
      </Button>
    </>
  );
}
