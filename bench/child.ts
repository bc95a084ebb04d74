/** The measured process: takes its options as JSON in the first argument, prints one line of JSON. */
import { type MeasureOptions, measure, Refused } from "./measure.ts";

function said(options: MeasureOptions): unknown {
  try {
    return measure(options);
  } catch (error) {
    if (error instanceof Refused) return { refused: error.message };
    throw error;
  }
}

process.stdout.write(`${JSON.stringify(said(JSON.parse(process.argv[2] ?? "")))}\n`);
