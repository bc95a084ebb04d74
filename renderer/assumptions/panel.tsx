/** The assumptions: first the ten that decide most, then all of them in their groups; any is found by name. */
import { useEffect, useMemo, useRef, useState } from "react";
import { Button, Input, SearchField } from "react-aria-components";
import { Hint } from "../ui/hint.tsx";
import { Icon } from "../ui/icons.tsx";
import { Splitter } from "../ui/splitter.tsx";
import { useDocument, useSession } from "../use-session.ts";
import { AddField } from "./add-field.tsx";
import { AssumptionGroup, AssumptionRows } from "./assumption-group.tsx";
import { firstView } from "./deciding.ts";
import { JsonView } from "./json-view.tsx";
import { allRows, filtered, outline } from "./outline.ts";
import { placedProblems, problemSentence } from "./problems.ts";
import { saidByPath } from "./sources.ts";
import { useDeciding } from "./use-deciding.ts";

export function AssumptionsPanel() {
  const value = useDocument((document) => document.value);
  const opening = useDocument((document) => document.opening);
  const problems = useDocument((document) => document.problems);
  const answered = useDocument((document) => document.scenario !== undefined);
  const [words, setWords] = useState("");
  const [asJson, setAsJson] = useState(false);
  // What was looked for in one document is not looked for in the next.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another document is the reason
  useEffect(() => setWords(""), [opening]);
  const sections = useMemo(() => outline(value), [value]);
  const said = useMemo(() => saidByPath(value), [value]);
  const placed = useMemo(() => placedProblems(problems, allRows(sections)), [problems, sections]);
  const found = useMemo(() => filtered(sections, words), [sections, words]);
  const { ranking, newer, renew, touch } = useDeciding();
  const first = useMemo(() => firstView(value, sections, ranking), [value, sections, ranking]);
  const searching = words.trim() !== "";
  if (asJson) {
    return (
      <section className="assumptions" aria-label="Assumptions">
        <JsonBar onLeave={() => setAsJson(false)} />
        <JsonView key={opening} />
        <Splitter />
      </section>
    );
  }
  return (
    <section
      className="assumptions"
      aria-label="Assumptions"
      onFocusCapture={touch}
      onPointerDownCapture={touch}
    >
      <FilterBox words={words} onChange={setWords} onJson={() => setAsJson(true)} />
      <div key={opening} className="assumptions-scroll">
        {!searching && (
          <div className="essentials">
            <div className="panel-heading">
              <h2>What decides most</h2>
              {newer && (
                <Button className="text-button" onPress={renew}>
                  The order has changed: show it
                </Button>
              )}
            </div>
            <AssumptionRows rows={first} said={said} placed={placed} />
            <h2 className="panel-heading">All assumptions</h2>
          </div>
        )}
        {found.map((group) => (
          <AssumptionGroup
            key={group.label}
            group={group}
            depth={0}
            forced={searching}
            said={said}
            placed={placed}
          />
        ))}
        {!searching && <AddField path={[]} label="the scenario" />}
        {searching && found.length === 0 && (
          <p className="panel-empty">Nothing here is called “{words}”. Clear the box to see everything.</p>
        )}
      </div>
      {problems.length > 0 && (
        <ProblemList
          count={problems.length}
          elsewhere={placed.elsewhere.map(problemSentence)}
          answered={answered}
        />
      )}
      <Splitter />
    </section>
  );
}

interface FilterBoxProps {
  readonly words: string;
  readonly onChange: (words: string) => void;
  readonly onJson: () => void;
}

function FilterBox({ words, onChange, onJson }: FilterBoxProps) {
  const ref = useRef<HTMLInputElement>(null);
  const session = useSession();
  useEffect(
    () =>
      session.onFocusFilter((wanted) => {
        if (wanted !== undefined) onChange(wanted);
        ref.current?.select();
      }),
    [session, onChange],
  );
  return (
    <div className="filter">
      <SearchField className="filter-field" aria-label="Find an assumption" value={words} onChange={onChange}>
        <Icon name="search" />
        <Input ref={ref} className="filter-input" placeholder="Find an assumption" />
      </SearchField>
      <Hint text="Show and edit the file’s text">
        <Button className="quiet-button" onPress={onJson}>
          JSON
        </Button>
      </Hint>
    </div>
  );
}

function JsonBar({ onLeave }: { readonly onLeave: () => void }) {
  return (
    <div className="filter">
      <h2 className="json-title">The file’s text</h2>
      <Button className="quiet-button" onPress={onLeave}>
        Fields
      </Button>
    </div>
  );
}

interface ProblemListProps {
  readonly count: number;
  readonly elsewhere: readonly string[];
  /** Whether there was ever something to simulate. */
  readonly answered: boolean;
}

/** Says that something is wrong, and in full what no field can say. */
function ProblemList({ count, elsewhere, answered }: ProblemListProps) {
  return (
    <div className="problems" role="status">
      <p>
        <strong>{count === 1 ? "One thing is wrong." : `${count} things are wrong.`}</strong>
        {answered && " The answer on the right is the last one that was sound."}
      </p>
      {elsewhere.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  );
}
