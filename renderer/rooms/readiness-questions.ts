/** The ten questions before production: what each asks, and what a person has to stand for where no run can show it. */
import type { Answered } from "./answered.ts";
import { alertEvidence } from "./readiness-alerts.ts";
import {
  costEvidence,
  evaluationEvidence,
  fallbackEvidence,
  latencyEvidence,
  limitsEvidence,
  modelsEvidence,
  outageEvidence,
  testSetEvidence,
} from "./readiness-evidence.ts";

/** How a question, or a piece of evidence for it, stands. */
export type Standing = "yes" | "partly" | "no" | "missing" | "not applicable";

export interface Evidence {
  readonly from: "the run" | "the scenario";
  /** What it makes of the question; undefined = it only belongs to it. */
  readonly standing: Standing | undefined;
  readonly sentence: string;
  /** Room in which to look further. */
  readonly room?: string;
}

export interface Question {
  /** As the scenario's `readiness` names it. */
  readonly key: string;
  readonly asks: string;
  /** What the run and the scenario show. */
  readonly shows: (answered: Answered) => readonly Evidence[];
  /** What somebody has to stand for; undefined where the run answers alone. */
  readonly attests: string | undefined;
  /** Who that has to be, where it matters. */
  readonly role?: string;
}

const nothing = (): readonly Evidence[] => [];

export const QUESTIONS: readonly Question[] = [
  {
    key: "production data",
    asks: "Tested against unclean production data, 200 raw records or more?",
    shows: testSetEvidence,
    attests: "that the test records were raw production data, and how many",
  },
  {
    key: "evaluation",
    asks: "Is there an evaluation set and a scoring pipeline?",
    shows: evaluationEvidence,
    attests: "that answers are scored by a pipeline, and where it stands",
  },
  {
    key: "latency",
    asks: "Is latency profiled and within its budget?",
    shows: latencyEvidence,
    attests: undefined,
  },
  {
    key: "cost",
    asks: "Is the cost at production scale calculated, and approved by finance?",
    shows: costEvidence,
    attests: "the approval of the cost",
    role: "finance",
  },
  {
    key: "rate limits",
    asks: "Are rate limits mapped, queueing and fallback in place?",
    shows: (answered) => [...limitsEvidence(answered), ...fallbackEvidence(answered)],
    attests: undefined,
  },
  {
    key: "security review",
    asks: "Is the security and compliance review done: data classification, output risk, audit log?",
    shows: nothing,
    attests: "the review",
  },
  {
    key: "fallback",
    asks: "Is the fallback defined, and tested in an outage drill?",
    shows: (answered) => [...fallbackEvidence(answered), ...outageEvidence(answered)],
    attests: "the outage drill",
  },
  {
    key: "model versions",
    asks: "Are model versions pinned, and their retirement planned?",
    shows: modelsEvidence,
    attests: "that versions are pinned in production",
  },
  {
    key: "users",
    asks: "Are users trained and the change planned?",
    shows: nothing,
    attests: "the training and the plan",
  },
  {
    key: "monitoring",
    asks: "Are monitoring and alerts in place?",
    shows: alertEvidence,
    attests: "that the alerts are set up, with the thresholds below or better ones",
  },
];
