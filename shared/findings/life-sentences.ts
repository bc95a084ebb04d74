/** The life of a task in words: what happened at each moment of it, and what came of it. */
import type { ExplainedTask } from "../run/explain.ts";
import type { TimePart } from "../simulate/tally.ts";
import { formatCount, formatMoney, formatSeconds } from "../units/format.ts";

export type Moment = ExplainedTask["moments"][number];
type Of<What extends Moment["what"]> = Extract<Moment, { what: What }>;

/** The parts of a task's time. */
export const TIME_WORDS: Readonly<Record<TimePart, string>> = {
  outside: "outside the model",
  slot: "waiting for a slot",
  quota: "waiting for quota",
  backoff: "backing off",
  lost: "lost attempts",
  firstToken: "first token",
  generation: "generation",
  batch: "in a batch",
  people: "people",
};

const LINES: Readonly<Record<Of<"waits">["for"], string>> = {
  worker: "a worker",
  slot: "a slot of the design",
  quota: "quota",
  model: "a slot of the model",
  batch: "the next batch",
};

const LIMITS: Readonly<Record<string, string>> = {
  requestsPerMinute: "requests a minute",
  tokensPerMinute: "tokens a minute",
  inputTokensPerMinute: "input tokens a minute",
  outputTokensPerMinute: "output tokens a minute",
  spendPerTenMinutes: "spend in ten minutes",
  requestsPerDay: "requests a day",
};

const RESORTS: Readonly<Record<Of<"lastResort">["by"], string>> = {
  human: "a person takes over",
  cached: "an older answer from the cache",
  canned: "a canned answer",
  error: "nothing is left to ask",
};

/**
 * What happens at a moment.
 *
 * @example "429 from large: short of tokens a minute (needs 1,200, 36 s away); heard 0.25 s later, Retry-After 36 s"
 */
export function momentSentence(moment: Moment, currency: string): string {
  switch (moment.what) {
    case "arrives":
      return "arrives";
    case "turnedAway":
      return "is turned away: the line of the design is full";
    case "outside":
      return `outside the model for ${span(moment)} (${moment.step})`;
    case "call":
      return callSentence(moment);
    case "waits":
      return `${moment.hedge ? "the hedge waits" : "waits"} ${span(moment)} for ${LINES[moment.for]}`;
    case "throttled":
      return throttledSentence(moment, currency);
    case "backsOff":
      return `backs off for ${span(moment)}`;
    case "leaves":
      return leavingSentence(moment);
    case "sent":
      return sentSentence(moment);
    case "hedgeNotSent":
      return moment.because === "slot"
        ? "no hedge: the design has no free slot"
        : "no hedge: quota does not admit it at once";
    case "begins":
      return `${attempt(moment)} begins`;
    case "firstToken":
      return `${attempt(moment)} writes the first token to be seen`;
    case "answers":
      return answerSentence(moment, currency);
    case "errors":
      return `${attempt(moment)} ends in an error`;
    case "timesOut":
    case "givenUp":
      return givenUpSentence(moment, currency);
    case "collected":
      return `${attempt(moment)} leaves in a batch for ${moment.model}`;
    case "expires":
      return moment.collected ? "the batch expires without an answer" : "expires before a batch has room";
    case "lastResort":
      if (moment.by !== "cached" || moment.took) return `last resort: ${RESORTS[moment.by]}`;
      return "the cache of older answers has none";
    case "ends":
      return `ends: ${moment.outcome}`;
  }
}

function span({ at, until }: { readonly at: number; readonly until: number }): string {
  return formatSeconds(until - at);
}

function attempt({ attempt: number }: { readonly attempt: number }): string {
  return `attempt ${number}`;
}

function tokens(count: number): string {
  return formatCount(Math.round(count));
}

function callSentence({ step, call, input, cached, output, reasoning }: Of<"call">): string {
  const read = `${tokens(input)} tokens to read${cached > 0 ? ` (${tokens(cached)} cached)` : ""}`;
  const thought = reasoning > 0 ? ` after ${tokens(reasoning)} of reasoning` : "";
  return `call ${call} of ${step}: ${read}, ${tokens(output)} to write${thought}`;
}

function throttledSentence(moment: Of<"throttled">, currency: string): string {
  const { at, model, hedge, heardAt, retryAfter } = moment;
  const who = hedge ? `429 from ${model} for the hedge` : `429 from ${model}`;
  const heard = hedge ? "" : `; heard ${formatSeconds(heardAt - at)} later`;
  const wait = hedge || retryAfter === null ? "" : `, Retry-After ${formatSeconds(retryAfter)}`;
  const never = !hedge && retryAfter === null ? ", and never to be admitted" : "";
  return `${who} (attempt ${moment.attempt}): ${shortageText(moment, currency)}${heard}${wait}${never}`;
}

function shortageText({ lineFull, inDebt, short }: Of<"throttled">, currency: string): string {
  if (lineFull) return "the line at the model is full";
  if (inDebt || short.length === 0) return "its quota is in debt";
  const each = short.map(({ limit, needs, seconds }) => {
    const need = limit === "spendPerTenMinutes" ? formatMoney(needs, currency) : formatCount(needs);
    const away = seconds === null ? "more than it ever gives" : `${formatSeconds(seconds)} away`;
    return `${LIMITS[limit] ?? limit} (needs ${need}, ${away})`;
  });
  return `short of ${each.join(" and ")}`;
}

const LEAVING: Readonly<Record<Of<"leaves">["because"], string>> = {
  breaker: "its breaker is open",
  giveUpAfter: "too much time has gone by for another attempt",
  triesUsed: "no tries are left",
  onLimit: "a 429 sends it on",
};

function leavingSentence({ model, because }: Of<"leaves">): string {
  return `leaves ${model}: ${LEAVING[because]}`;
}

function sentSentence({ attempt: number, model, try: tries, hedge, probe }: Of<"sent">): string {
  const kind = hedge ? ", a hedge" : tries > 1 ? `, try ${tries}` : "";
  return `attempt ${number} is sent to ${model}${kind}${probe ? ", as the breaker's probe" : ""}`;
}

const UNUSED = {
  used: "",
  escalated: "; not good enough, the next model is asked",
  triedAgain: "; cut, and so tried again",
} as const;

function answerSentence(moment: Of<"answers">, currency: string): string {
  const { hedge, cut, use, cost } = moment;
  const who = `${attempt(moment)} answers${hedge ? ", the hedge" : ""}`;
  const length = `${tokens(moment.tokens)} tokens${cut && use === "used" ? ", cut" : ""}`;
  return `${who}: ${length}${costText(cost, currency)}${UNUSED[use]}`;
}

function costText(cost: number, currency: string): string {
  return cost > 0 ? `, ${formatMoney(cost, currency)}` : "";
}

function givenUpSentence(moment: Of<"timesOut" | "givenUp">, currency: string): string {
  const { what, at, inLine, runsUntil, cost } = moment;
  const end = what === "timesOut" ? "times out" : "is given up, the other one having answered";
  const place = inLine ? " in line" : "";
  const on =
    runsUntil === null ? "" : `; the model works on for ${formatSeconds(Math.max(0, runsUntil - at))}`;
  return `${attempt(moment)} ${end}${place}${costText(cost, currency)}${on}`;
}

const ENDINGS: Readonly<Record<ExplainedTask["by"], string>> = {
  models: "answered by the models",
  cache: "answered by the design's cache",
  human: "by a person",
  cached: "with an older answer",
  canned: "with a canned answer",
  nobody: "",
};

/** What came of a task. @example "delivered, answered by the models; right, and kept" */
export function outcomeSentence({
  outcome,
  by,
  right,
  unit,
}: Pick<ExplainedTask, "outcome" | "by" | "right" | "unit">): string {
  const ending = ENDINGS[by] === "" ? "" : `, ${ENDINGS[by]}`;
  if (right === null) return `${outcome}${ending}`;
  return `${outcome}${ending}; ${right ? `right, ${unit ? "and kept" : "but not kept"}` : "not right"}`;
}
