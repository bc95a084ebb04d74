/** The channel between the stand-in's main process and the parent that holds its Chromium. */

/** @typedef {Record<string, unknown> & { type: string }} Message */

/** @type {Map<number, (value: unknown) => void>} */
const waiting = new Map();
let asked = 0;

/** @param {Message} message */
export function tellHost(message) {
  process.send?.(message);
}

/** @param {Message} message @returns {Promise<unknown>} what the parent answers */
export function askHost(message) {
  asked += 1;
  const question = asked;
  return new Promise((resolve) => {
    waiting.set(question, resolve);
    tellHost({ ...message, question });
  });
}

/**
 * Answers the parent's messages by their type; what a handler returns or throws goes back.
 * @param {Record<string, (message: Message) => unknown>} handlers
 */
export function onHostMessage(handlers) {
  process.on("message", async (/** @type {Message} */ message) => {
    if (message.type === "answer") {
      waiting.get(Number(message["question"]))?.(message["value"]);
      return;
    }
    const question = message["question"];
    try {
      tellHost({ type: "answer", question, value: await handlers[message.type]?.(message) });
    } catch (error) {
      tellHost({ type: "answer", question, error: String(error instanceof Error ? error.message : error) });
    }
  });
  process.on("disconnect", () => process.exit(0));
}
