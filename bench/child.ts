/** The measured process: takes its options as JSON in the first argument, prints one line of JSON. */
import { type MeasureOptions, measure } from "./measure.ts";

const options: MeasureOptions = JSON.parse(process.argv[2] ?? "");
process.stdout.write(`${JSON.stringify(measure(options))}\n`);
