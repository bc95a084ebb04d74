/** What a request from the window must look like. The window is not trusted: every argument is checked here. */
import { z } from "zod";
import type { DesktopRequest, DesktopRequestName } from "../shared/desktop-contract.ts";
import { SCENARIO_SIZE_LIMIT } from "../shared/desktop-contract.ts";

const token = z.string().min(1).max(64);
const fileName = z.string().min(1).max(1024);
const filePath = z.string().min(1).max(32_768);
const scenarioText = z.string().max(SCENARIO_SIZE_LIMIT);
const nothing = z.strictObject({});

type RequestSchemas = { readonly [Name in DesktopRequestName]: z.ZodType<DesktopRequest<Name>> };

export const requestSchemas: RequestSchemas = {
  openScenario: nothing,
  recentFiles: nothing,
  openRecent: z.strictObject({ recent: token }),
  openDropped: z.strictObject({ path: filePath }),
  saveScenario: z.strictObject({ document: token, text: scenarioText, overwrite: z.boolean().optional() }),
  saveScenarioAs: z.strictObject({ document: token.optional(), suggestedName: fileName, text: scenarioText }),
  readBeside: z.strictObject({ document: token, file: fileName }),
  setEdited: z.strictObject({ edited: z.boolean() }),
};
