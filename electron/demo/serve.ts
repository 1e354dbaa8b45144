import { link, type Port } from "#shared/contract/link";
import { PliError } from "#shared/domain/failure";
import { type DemoOperator, startDemoOperator } from "./operator";
import type { DemoHost, DemoInfo, DemoService, DocumentWriters, StateFile } from "./ports";

/** What the process is given: the writers of documents, and the file of the state behind a path. */
export type ServeDemoPorts = {
  readonly documents: DocumentWriters;
  readonly stateFile: (path: string) => StateFile;
  readonly onUnexpected?: (error: unknown) => void;
};

/** Serves the operator on a port; any call before `start` fails with `demo-stopped`. */
export function serveDemo(port: Port, ports: ServeDemoPorts): void {
  let starting: Promise<DemoOperator> | null = null;
  const running = (): Promise<DemoOperator> => starting ?? Promise.reject(new PliError("demo-stopped"));
  // A request may come before the operator has answered `start`: it is then shown as soon as it has.
  let pending: DemoService["pending"] = () => [];
  let protocol: DemoService["protocol"] = () => [];
  const start = ({ statePath }: { readonly statePath: string }): Promise<DemoOperator> =>
    startDemoOperator({
      stateFile: ports.stateFile(statePath),
      documents: ports.documents,
      onChange: () => void host.changed().catch(() => undefined),
      progress: (done, total) => void host.progress(done, total).catch(() => undefined),
      ...(ports.onUnexpected === undefined ? {} : { onUnexpected: ports.onUnexpected }),
    });
  const service = {
    async start(options): Promise<DemoInfo> {
      starting ??= start(options);
      const operator = await starting.catch((error: unknown) => {
        starting = null;
        throw error;
      });
      pending = operator.pending;
      protocol = operator.protocol;
      return operator.info;
    },
    pending: () => pending(),
    answer: async ({ id, answer }) => (await running()).answer(id, answer),
    act: async (act) => (await running()).act(act),
    protocol: (after) => protocol(after),
    async reset() {
      const operator = await running();
      await operator.reset();
      return operator.info;
    },
    async stop() {
      const operator = starting;
      starting = null;
      pending = () => [];
      protocol = () => [];
      await (await operator)?.close();
    },
  } satisfies DemoService;
  const host = link<DemoHost>(port, service, "host-gone", ports.onUnexpected);
}
