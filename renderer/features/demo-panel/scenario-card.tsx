import Check from "lucide-react/icons/check";
import Play from "lucide-react/icons/play";
import { useState } from "react";
import { useCommand } from "../../bridge";
import { useText } from "../../text";
import { Button, classes, Glyph } from "../../ui";
import type { scenarios, Step } from "./scenarios";
import styles from "./panel.module.css";

const PAUSE_MS = 4000;

/** A scenario: its steps in order; the demonstration's own are played one by one, or all with a pause between them. */
export function ScenarioCard({ scenario }: { readonly scenario: (typeof scenarios)[number] }) {
  const t = useText();
  const act = useCommand("demo.act");
  const [done, setDone] = useState(0);
  const [playing, setPlaying] = useState(false);
  const steps: readonly Step[] = scenario.steps;
  const walk = async (at: number): Promise<boolean> => {
    const step = steps[at];
    if (step?.act !== undefined && !(await act.run({ act: step.act })).ok) return false;
    setDone(at + 1);
    return true;
  };
  const play = async (): Promise<void> => {
    setPlaying(true);
    for (let at = 0; at < steps.length; at += 1) {
      if (at > 0) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      if (!(await walk(at))) break;
    }
    setPlaying(false);
  };
  return (
    <section className={styles.scenario} aria-label={t(`demo.scenario-${scenario.id}`)}>
      <header className={styles.scenarioHead}>
        <h2>{t(`demo.scenario-${scenario.id}`)}</h2>
        <Button icon={Play} isPending={playing} onPress={() => void play()}>
          {t("demo.play")}
        </Button>
      </header>
      <ol className={styles.steps}>
        {steps.map((step, at) => (
          <li key={step.says} className={classes(styles.step, at < done && styles.done)}>
            <span className={styles.number} aria-hidden="true">
              {at < done ? <Glyph icon={Check} size={14} /> : at + 1}
            </span>
            <span className={styles.says}>{t(step.says)}</span>
            {at === done && !playing && (
              <Button variant="quiet" onPress={() => void walk(at)}>
                {t(step.act === undefined ? "demo.next" : "demo.act")}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
