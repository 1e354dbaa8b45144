import { useText } from "../text";
import styles from "./kbd.module.css";

/** Keys as on the keyboard: `Ctrl+K`, `e`, `Delete`; several ways are separated by a space. */
export function Kbd({ keys }: { readonly keys: string }) {
  const t = useText();
  const named = (key: string): string => (t.has(`app.key-${key}`) ? t.ofCode("app", `key-${key}`) : key);
  return (
    <span className={styles.keys}>
      {keys.split(" ").map((way) => (
        <kbd key={way} className={styles.kbd}>
          {way
            .split(/\+(?=.)/u)
            .map(named)
            .join(" ")}
        </kbd>
      ))}
    </span>
  );
}
