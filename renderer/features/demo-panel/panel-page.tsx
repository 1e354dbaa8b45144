import RotateCcw from "lucide-react/icons/rotate-ccw";
import { useCommand } from "../../bridge";
import { useText } from "../../text";
import { Button, Tabs, ToastRegion, toasts } from "../../ui";
import { Protocol } from "./protocol";
import { ScenarioCard } from "./scenario-card";
import { scenarios } from "./scenarios";
import styles from "./panel.module.css";

/** The panel that a vendor holds beside Pli: scenarios to play or to walk, the lines of the protocols, the first day again. */
export function PanelPage() {
  const t = useText();
  const reset = useCommand("app.resetDemo");
  const again = async (): Promise<void> => {
    if ((await reset.run(undefined)).ok) toasts.show(t("notices.demo-reset"));
  };
  return (
    <main className={styles.panel} aria-label={t("demo.title")}>
      <header className={styles.head}>
        <h1>{t("demo.title")}</h1>
        <Button icon={RotateCcw} isPending={reset.pending} onPress={() => void again()}>
          {t("demo.reset")}
        </Button>
      </header>
      <Tabs
        label={t("demo.title")}
        tabs={[
          {
            id: "scenarios",
            label: t("demo.scenarios"),
            content: (
              <div className={styles.scenarios}>
                {scenarios.map((scenario) => (
                  <ScenarioCard key={scenario.id} scenario={scenario} />
                ))}
              </div>
            ),
          },
          { id: "protocol", label: t("demo.protocol"), content: <Protocol /> },
        ]}
      />
      <ToastRegion />
    </main>
  );
}
