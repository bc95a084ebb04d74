/** How far to trust this: a small panel that opens. */
import { Button, Disclosure, DisclosurePanel, Heading } from "react-aria-components";
import { VALIDATION } from "../../shared/findings/validation-results.ts";
import { tied } from "../format/tied.ts";
import { Icon } from "../ui/icons.tsx";
import type { Answered } from "./answered.ts";
import { trustLines } from "./overview-trust-words.ts";

export function Trust({ answered }: { readonly answered: Answered }) {
  return (
    <Disclosure className="trust" defaultExpanded>
      <Heading className="section-title" level={2}>
        <Button slot="trigger" className="trust-trigger">
          <Icon name="chevron" /> How far to trust this
        </Button>
      </Heading>
      <DisclosurePanel>
        <dl className="trust-lines">
          {trustLines(answered, VALIDATION).map(({ about, sentence }) => (
            <div key={about}>
              <dt>{about}</dt>
              <dd>{tied(sentence)}</dd>
            </div>
          ))}
        </dl>
      </DisclosurePanel>
    </Disclosure>
  );
}
