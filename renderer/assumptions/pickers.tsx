/** A model's price from the catalogue, and its limits from a provider's preset: by name, or copied to be changed. */
import { useEffect, useState } from "react";
import { Button, Dialog, DialogTrigger } from "react-aria-components";
import type { Catalogue } from "../../shared/prices/catalogue.ts";
import { loadCatalogue } from "../../shared/prices/genai-prices.ts";
import type { Path } from "../../shared/scenario/path.ts";
import { LIMITS_PRESETS, limitsOf } from "../../shared/scenario/presets/limits.ts";
import type { Limits } from "../../shared/scenario/schema.ts";
import { type Json, valueAt } from "../store/json.ts";
import { useDocument, useSession } from "../use-session.ts";
import { ageSentence, figuresOf, offersFor } from "./catalogue-list.ts";
import { type Choice, PickList } from "./pick-list.tsx";
import { RowPopover } from "./row-popover.tsx";

/** What can be picked at a place: undefined for most. */
export function pickAt(path: Path): "price" | "limits" | undefined {
  const [section, , part] = path;
  if (section !== "models" || path.length !== 3) return undefined;
  return part === "price" || part === "limits" ? part : undefined;
}

const WORDS = { price: "Take from the catalogue", limits: "Take a provider’s limits" } as const;

/** The way to a picker, where there is one. */
export function Picker({ path, quiet = false }: { readonly path: Path; readonly quiet?: boolean }) {
  const what = pickAt(path);
  if (what === undefined) return null;
  const of = String(path[1]);
  return (
    <DialogTrigger>
      <Button className={quiet ? "shape-button" : "add-field"} aria-label={`${WORDS[what]}, ${of}`}>
        {quiet ? "⌕" : `${WORDS[what]} …`}
      </Button>
      <RowPopover>
        <Dialog className="shape-dialog" aria-label={`${WORDS[what]} for ${of}`}>
          {({ close }) =>
            what === "price" ? (
              <PriceForm path={path} close={close} />
            ) : (
              <LimitsForm path={path} close={close} />
            )
          }
        </Dialog>
      </RowPopover>
    </DialogTrigger>
  );
}

interface FormProps {
  readonly path: Path;
  readonly close: () => void;
}

/** The day that prices are looked up for: the scenario's start, or today. */
function useDay(): string {
  const start = useDocument((state) => valueAt(state.value, ["simulation", "start"]));
  return typeof start === "string" ? start : new Date().toISOString().slice(0, 10);
}

function usePut(path: Path) {
  const { document } = useSession();
  return (value: Json, name: string): void => document.getState().edit(path, value, name);
}

function PriceForm({ path, close }: FormProps) {
  const [catalogue, setCatalogue] = useState<Catalogue>();
  const [failed, setFailed] = useState(false);
  const held = useDocument((state) => valueAt(state.value, path));
  const put = usePut(path);
  const day = useDay();
  useEffect(() => {
    let wanted = true;
    loadCatalogue().then(
      (loaded) => wanted && setCatalogue(loaded),
      () => wanted && setFailed(true),
    );
    return () => {
      wanted = false;
    };
  }, []);
  const model = String(path[1]);
  if (failed)
    return <p className="dialog-note">The catalogue could not be read. Write the prices as numbers.</p>;
  if (catalogue === undefined) return <p className="dialog-note">The catalogue is being opened …</p>;
  const figures = typeof held === "string" ? figuresOf(catalogue, held, day) : undefined;
  return (
    <>
      <h3 className="dialog-title">Price of {model}</h3>
      <PickList
        label="Find a price"
        placeholder="openai gpt-5, claude, gemini flash"
        chosen={typeof held === "string" ? held : undefined}
        find={(words) => {
          const { offers, more } = offersFor(catalogue, words, day);
          return { choices: offers.map(({ id, price }) => ({ id, figures: price })), more };
        }}
        onPick={(id) => {
          put(id, `Price of ${model} from the catalogue`);
          close();
        }}
      />
      {figures !== undefined && (
        <Button
          className="act"
          onPress={() => {
            put(figures, `Price of ${model} as numbers`);
            close();
          }}
        >
          Write {String(held)} as numbers
        </Button>
      )}
      <p className="dialog-note">{ageSentence(catalogue, day)}</p>
    </>
  );
}

/** The figures that people know limits by. */
export function limitsWords({
  requestsPerMinute,
  tokensPerMinute,
  inputTokensPerMinute,
  spendPerTenMinutes,
}: Limits): string {
  const short = (value: Json | undefined): string | undefined =>
    typeof value === "number" ? Intl.NumberFormat("en", { notation: "compact" }).format(value) : undefined;
  const parts = [
    [short(asJson(requestsPerMinute)), "requests"],
    [short(asJson(tokensPerMinute)), "tokens"],
    [short(asJson(inputTokensPerMinute)), "input tokens"],
  ].flatMap(([figure, word]) => (figure === undefined ? [] : [`${figure} ${word}`]));
  if (parts.length > 0) return `${parts.join(", ")} a minute`;
  return spendPerTenMinutes === undefined ? "see its note" : "a limit on spend";
}

const asJson = (value: unknown): Json | undefined => (typeof value === "number" ? value : undefined);

function LimitsForm({ path, close }: FormProps) {
  const held = useDocument((state) => valueAt(state.value, path));
  const put = usePut(path);
  const model = String(path[1]);
  const preset = typeof held === "string" ? limitsOf(held) : undefined;
  return (
    <>
      <h3 className="dialog-title">Limits of {model}</h3>
      <PickList
        label="Find limits"
        placeholder="openai tier-3, anthropic, bedrock"
        chosen={preset?.name}
        find={presetsFor}
        onPick={(name) => {
          put(name, `Limits of ${model} from ${name}`);
          close();
        }}
      />
      {preset !== undefined && (
        <>
          <Button
            className="act"
            onPress={() => {
              const figures: Json = JSON.parse(JSON.stringify(preset.limits));
              put(figures, `Limits of ${model} as numbers`);
              close();
            }}
          >
            Write {preset.name} as numbers
          </Button>
          <p className="dialog-note">{`${preset.note} Read on ${preset.on} at ${preset.source}.`}</p>
        </>
      )}
    </>
  );
}

/** The presets whose name or provider has all the words. */
export function presetsFor(words: string): { readonly choices: readonly Choice[]; readonly more: number } {
  const wanted = words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const found = LIMITS_PRESETS.filter(({ name, provider }) =>
    wanted.every((word) => `${name} ${provider}`.toLowerCase().includes(word)),
  );
  const choices = found.map(({ name, limits, on }) => ({
    id: name,
    figures: limitsWords(limits),
    note: `read on ${on}`,
  }));
  return { choices, more: 0 };
}
