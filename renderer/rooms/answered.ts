/** What a room needs of the answer on screen: the snapshot with the words and order of its scenario. */
import type { DesignAnswer } from "../../shared/findings/answer.ts";
import type { Told } from "../../shared/findings/sentences.ts";
import type { Snapshot } from "../../shared/findings/snapshot.ts";
import type { Scenario } from "../../shared/scenario/schema.ts";
import type { DesignSeries } from "../../shared/series/series.ts";

/** As the format has it where a scenario doesn't say. */
const USUAL_CONFIDENCE = 0.9;

export interface Answered {
  readonly scenario: Scenario;
  readonly snapshot: Snapshot;
  readonly currency: string;
  /** Name of a unit of value: `resolved ticket`. */
  readonly unitName: string;
  /** Designs whose numbers are still those of the run before. */
  readonly carried: readonly string[];
  /** The same for sentences, with the share of worlds that is asked for. */
  readonly told: Told;
}

/** A design in the order of the scenario, with its answer and series. */
export interface AnsweredDesign {
  readonly name: string;
  /** Place in the scenario: decides colour and dash, whatever is simulated. */
  readonly order: number;
  readonly chosen: boolean;
  /** True while its numbers are those of the run before. */
  readonly carried: boolean;
  readonly answer: DesignAnswer;
  readonly series: DesignSeries | undefined;
}

export function answered(scenario: Scenario, snapshot: Snapshot, carried: readonly string[] = []): Answered {
  const currency = scenario.currency ?? "USD";
  const unit = scenario.task.unit ?? "unit of value";
  const confidence = scenario.targets?.confidence ?? USUAL_CONFIDENCE;
  return { scenario, snapshot, currency, unitName: unit, carried, told: { currency, unit, confidence } };
}

/** The designs that were simulated. */
export function answeredDesigns({ scenario, snapshot, carried }: Answered): readonly AnsweredDesign[] {
  const names = Object.keys(scenario.designs);
  return Object.entries(snapshot.answer.designs).map(([name, answer]) => {
    const place = names.indexOf(name);
    return {
      name,
      order: place < 0 ? names.length : place,
      chosen: name === snapshot.answer.chosen,
      carried: carried.includes(name),
      answer,
      series: snapshot.series.find((series) => series.design === name),
    };
  });
}
