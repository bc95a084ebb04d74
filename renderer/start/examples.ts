/** The teaching scenarios that come with the app: what each teaches, and its text when it is asked for. */

export interface Example {
  /** File name, without its ending. */
  readonly id: string;
  readonly title: string;
  /** What it teaches, in a sentence. */
  readonly teaches: string;
  readonly text: () => Promise<string>;
}

const TEXTS = import.meta.glob<string>(
  [
    "../../scenarios/*.json",
    "!../../scenarios/scenario.schema.json",
    "!../../scenarios/code-assistant-trace.json",
  ],
  { query: "?raw", import: "default" },
);

/** In the order in which they are best met. One that reads a data file beside it is left to the command line. */
const TEACHES: readonly (readonly [string, string, string])[] = [
  [
    "support-assistant",
    "Support assistant",
    "100,000 users, six promises, four designs: most promises hold, not all of them together.",
  ],
  [
    "launch-spike",
    "Launch spike",
    "A launch hour at fifteen times the usual traffic: quota idles all day, and tasks are lost.",
  ],
  [
    "agent-loop",
    "Agent loop",
    "An agent reads its whole history at every call: without a prompt cache it costs five times as much.",
  ],
  [
    "retrieval-pipeline",
    "Retrieval pipeline",
    "Three steps, three models: a larger reranker costs twice as much for one answer in a hundred.",
  ],
  [
    "overnight-batch",
    "Overnight batch",
    "Documents that may wait until the morning: batches keep the cost, hourly ones the deadline.",
  ],
  [
    "two-providers",
    "Two providers",
    "Outages: a second region loses the same tasks, a second provider serves nearly all of them.",
  ],
  [
    "retirement",
    "Retirement",
    "A model retires next quarter, and its successor breaks a budget that holds today.",
  ],
];

export const EXAMPLES: readonly Example[] = TEACHES.map(([id, title, teaches]) => ({
  id,
  title,
  teaches,
  text: async () => {
    const load = TEXTS[`../../scenarios/${id}.json`];
    if (load === undefined) throw new Error(`There is no example ${id}.`);
    return load();
  },
}));
