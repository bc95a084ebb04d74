/** Correlated unknowns: the factor of a correlation matrix. */

/**
 * Cholesky's factor L of a symmetric positive definite matrix A = L Lᵀ: independent scores w become correlated ones
 * z = L w. Row by row in one array, zeros above the diagonal.
 *
 * @returns undefined where the matrix is not positive definite: these correlations contradict each other
 * @example
 * choleskyOf([[1, 0.6], [0.6, 1]]) // 1, 0, 0.6, 0.8
 */
export function choleskyOf(matrix: readonly (readonly number[])[]): Float64Array | undefined {
  const size = matrix.length;
  const factor = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let rest = matrix[row]?.[column] ?? Number.NaN;
      for (let k = 0; k < column; k++) rest -= factor[row * size + k]! * factor[column * size + k]!;
      if (row === column) {
        if (!(rest > SMALLEST_PIVOT)) return undefined;
        factor[row * size + row] = Math.sqrt(rest);
      } else factor[row * size + column] = rest / factor[column * size + column]!;
    }
  }
  return factor;
}

/** Below this share of its variance left to itself, a quantity is no more than a copy of others. */
const SMALLEST_PIVOT = 1e-12;
