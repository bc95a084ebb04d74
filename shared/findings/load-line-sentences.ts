/** What breaks first, in a sentence that says no more than the lines support. */
import type { Estimate } from "./answer.ts";
import type { LoadLine, LoadLineAnswer, TargetLine } from "./load-line-answer.ts";
import { subjectNoun, type Told } from "./sentences.ts";
import { percentText, supportedText, type Write } from "./wording.ts";

/** Two digits at least: a line is never known so badly that more than one would be a lie. */
const FEWEST_DIGITS = 2;

/** A multiple of today's traffic. @example inMultiples(1.375) // "1.38×" */
export const inMultiples: Write = (multiple) => `${Number(multiple.toPrecision(3))}×`;

/**
 * A multiple with its interval.
 *
 * @example multipleText({ value: 1.372, low: 1.31, high: 1.42 }) // "1.37× (1.31–1.42)"
 */
export function multipleText(line: Estimate): string {
  const { value, low, high } = line;
  if (value === null) return "not known";
  const short = inMultiples(Number(value.toPrecision(FEWEST_DIGITS)));
  const supported = supportedText(line, inMultiples);
  const text = supported.length > short.length ? supported : short;
  if (low === null && high === null) return text;
  const end = (multiple: number) => inMultiples(multiple).replace("×", "");
  if (low === null) return `${text} (at most ${end(high ?? value)})`;
  return high === null ? `${text} (at least ${end(low)})` : `${text} (${end(low)}–${end(high)})`;
}

type Found = Pick<LoadLineAnswer, "design" | "confidence" | "searched" | "targets" | "saturation">;

/**
 * @example "p95 of the result breaks first, at 3.4× today's traffic (2.9–4.1); already broken today is the monthly budget, which holds up to 0.98× (0.87–1.1)"
 */
export function findingSentence(found: Found, told: Told): string {
  const { targets, saturation, searched } = found;
  const parts = [
    firstToBreak(targets, told, searched.to),
    brokenToday(targets, told),
    shortToday(targets, told),
    neverMet(found, told),
    unclear(found, told),
    saturationPart(saturation),
  ].filter((part) => part !== undefined);
  if (targets.length === 0) parts.unshift("no targets are set");
  return parts.length === 0 ? "too few tasks or worlds to say what breaks" : parts.join("; ");
}

function firstToBreak(targets: readonly TargetLine[], told: Told, most: number): string | undefined {
  const met = targets.filter(({ status }) => status === "holds" || status === "beyond");
  const lines = targets.filter(({ status, line }) => status === "holds" && line.value !== null);
  lines.sort((a, b) => (a.line.value ?? 0) - (b.line.value ?? 0));
  const [first, ...others] = lines;
  if (first === undefined) {
    if (met.length === 0) return undefined;
    const what =
      met.length === targets.length
        ? "no promise breaks"
        : `${listed(met, told)} ${met.length === 1 ? "does" : "do"} not break`;
    return `${what} up to ${inMultiples(most)} today's traffic, the most that was looked at`;
  }
  const high = first.line.high ?? Number.POSITIVE_INFINITY;
  const close = others.filter(({ line }) => (line.low ?? line.value ?? 0) < high);
  const noun = subjectNoun(first.name, told);
  const word = targets.some(({ status }) => status === "broken") ? "next" : "first";
  const open = first.line.low !== null && first.line.low < 1 ? ", or has done so already" : "";
  const sentence = `${noun} breaks ${word}, at ${multipleOfToday(first.line)}${open}`;
  return close.length === 0 ? sentence : `${sentence}, unless ${listed(close, told, "or")} breaks before it`;
}

/** @example "3.4× today's traffic (2.9–4.1)" */
function multipleOfToday(line: Estimate): string {
  return multipleText(line).replace("×", "× today's traffic");
}

function brokenToday(targets: readonly TargetLine[], told: Told): string | undefined {
  const broken = targets.filter(({ status }) => status === "broken");
  if (broken.length === 0) return undefined;
  const each = broken.map(({ name, line }) => {
    const open = line.high === null || line.high >= 1 ? ", too close to today to tell" : "";
    return `${subjectNoun(name, told)}, which holds up to ${multipleText(line)}${open}`;
  });
  return `broken today ${broken.length === 1 ? "is" : "are"} ${joined(each)}`;
}

function shortToday(targets: readonly TargetLine[], told: Told): string | undefined {
  const short = targets.filter(({ status, from }) => status === "short" && from !== null);
  if (short.length === 0) return undefined;
  const each = short.map(
    ({ name, from }) =>
      `${subjectNoun(name, told)}, which holds from ${from === null ? "" : multipleText(from)} on`,
  );
  return `there is too little traffic for ${joined(each)}`;
}

function neverMet({ targets, confidence, searched }: Found, told: Told): string | undefined {
  const never = targets.filter(({ status }) => status === "never");
  if (never.length === 0) return undefined;
  const range = `from ${inMultiples(searched.from)} to ${inMultiples(searched.to)}`;
  const verb = never.length === 1 ? "holds" : "hold";
  return `${listed(never, told)} ${verb} in fewer than the ${percentText(confidence)} of worlds asked for at every multiple ${range}`;
}

function unclear({ targets, confidence }: Found, told: Told): string | undefined {
  const close = targets.filter(({ status }) => status === "unclear");
  if (close.length === 0) return undefined;
  const verb = close.length === 1 ? "is" : "are";
  return `${listed(close, told)} ${verb} too close to the ${percentText(confidence)} of worlds asked for to tell, at whatever traffic`;
}

function saturationPart({ status, line, from }: LoadLine): string | undefined {
  if (status === "holds") return `beyond ${multipleText(line)} more work arrives than can be done`;
  if (status === "broken") return `more work arrives than can be done already beyond ${multipleText(line)}`;
  if (status === "never") return "more work arrives than can be done at every multiple";
  return status === "short" && from !== null
    ? "more work arrives than can be done at little traffic"
    : undefined;
}

function listed(targets: readonly TargetLine[], told: Told, last = "and"): string {
  return joined(
    targets.map(({ name }) => subjectNoun(name, told)),
    last,
  );
}

function joined(words: readonly string[], last = "and"): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}
