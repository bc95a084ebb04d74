/** A list to search and to choose one of: catalogue prices, presets of limits. */
import { useId, useState } from "react";
import { Button } from "react-aria-components";

export interface Choice {
  readonly id: string;
  /** Beside its name, at the right. */
  readonly figures: string;
  readonly note?: string | undefined;
}

interface PickListProps {
  readonly label: string;
  readonly placeholder: string;
  readonly chosen: string | undefined;
  readonly find: (words: string) => { readonly choices: readonly Choice[]; readonly more: number };
  readonly onPick: (id: string) => void;
}

export function PickList({ label, placeholder, chosen, find, onPick }: PickListProps) {
  const [words, setWords] = useState("");
  const { choices, more } = find(words);
  const countId = useId();
  return (
    <>
      <input
        className="form-input"
        type="search"
        aria-label={label}
        aria-describedby={countId}
        placeholder={placeholder}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <ul className="pick-list" aria-label={label}>
        {choices.map((choice) => (
          <li key={choice.id}>
            <Button className="pick" data-chosen={choice.id === chosen} onPress={() => onPick(choice.id)}>
              <span className="pick-id">{choice.id}</span>
              <span className="pick-figures">{choice.figures}</span>
              {choice.note !== undefined && <span className="pick-note">{choice.note}</span>}
            </Button>
          </li>
        ))}
      </ul>
      <p id={countId} className="dialog-note" role="status">
        {choices.length === 0
          ? `Nothing is called “${words}”. Try fewer letters.`
          : moreWords(choices.length, more)}
      </p>
    </>
  );
}

const moreWords = (shown: number, more: number): string =>
  more === 0 ? `${shown} to choose from.` : `The first ${shown}; ${more} more: type to find them.`;
