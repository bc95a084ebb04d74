/** All commands, in the order in which help lists them. */

import { CHECK } from "./check-command.ts";
import type { Command } from "./command.ts";
import { COMPARE } from "./compare-command.ts";
import { EXPLAIN } from "./explain-command.ts";
import { FORECAST } from "./forecast-command.ts";
import { LOADLINE } from "./loadline-command.ts";
import { MERGE } from "./merge-command.ts";
import { NEW } from "./new-command.ts";
import { PRICES } from "./prices-command.ts";
import { RUN } from "./run-command.ts";
import { SCHEMA } from "./schema-command.ts";
import { SENSITIVITY } from "./sensitivity-command.ts";

export const COMMANDS: readonly Command[] = [
  RUN,
  CHECK,
  COMPARE,
  LOADLINE,
  SENSITIVITY,
  FORECAST,
  EXPLAIN,
  NEW,
  PRICES,
  MERGE,
  SCHEMA,
];

/** Names of all commands. */
export const COMMAND_NAMES: readonly string[] = [...COMMANDS.map(({ name }) => name), "help"];

/** Commands that are announced and not built yet: asking for one is answered plainly, not with a guess at a typo. */
export const STILL_TO_COME: readonly string[] = ["drill", "fit", "report"];

export function commandOf(name: string): Command | undefined {
  return COMMANDS.find((command) => command.name === name);
}
