import { useEffect, useState } from "react";
import { whileSeen } from "./while-seen";

/** The present in milliseconds, renewed every `period` while `running` and seen. */
export function useNow(period: number, running = true): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!running) return;
    const renew = (): void => setNow(Date.now());
    return whileSeen((again) => {
      if (again) renew();
      const timer = setInterval(renew, period);
      return () => clearInterval(timer);
    });
  }, [period, running]);
  return now;
}
