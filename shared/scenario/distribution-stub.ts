import { quantitySchema } from "../distribution/spec.ts";
import type { Problem } from "../errors.ts";

export function distributionProblems(spec: unknown, path: string): Problem[] {
  return quantitySchema.safeParse(spec).success
    ? []
    : [{ path, value: spec, message: "This is no distribution." }];
}
