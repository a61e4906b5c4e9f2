import type { AmountRefusal } from './amount-refusal.ts';
import type { AmountToken } from './amount-tokens.ts';
import type { Result } from './result.ts';

/** An exact number; the denominator is positive. */
export interface Fraction {
  numerator: bigint;
  denominator: bigint;
}

/** A percentage that stands as a whole term is a part of what stands left of it. */
type Term = Fraction & { percentage: boolean };

/**
 * The exact value of a calculation: * and / before + and -, one sign before an operand. `50 + 10%` is 55, as on a
 * pocket calculator; elsewhere `10%` is 0.1. Depth is bounded by the length of the text. [M8] [M9]
 */
export function evaluateTokens(tokens: readonly AmountToken[]): Result<Fraction, AmountRefusal> {
  const evaluation = new Evaluation(tokens);
  const value = evaluation.sum();
  if (value === null) return { ok: false, refusal: evaluation.refusal };
  const rest = tokens[evaluation.at];
  if (!rest) return { ok: true, value };
  const refusal: AmountRefusal =
    rest.kind === ')' ? { reason: 'unbalanced-parenthesis' } : { reason: 'unreadable', found: rest.text };
  return { ok: false, refusal };
}

/** Recursive descent; a method that gives null has set `refusal`. */
class Evaluation {
  at = 0;
  refusal: AmountRefusal = { reason: 'empty' };
  readonly #tokens: readonly AmountToken[];

  constructor(tokens: readonly AmountToken[]) {
    this.#tokens = tokens;
  }

  sum(): Fraction | null {
    let left: Fraction | null = this.#product();
    for (let sign = this.#take('+', '-'); left && sign; sign = this.#take('+', '-')) {
      const term = this.#product();
      if (!term) return null;
      const { numerator, denominator } = term.percentage ? multiply(left, term) : term;
      left = {
        numerator: left.numerator * denominator + (sign === '+' ? numerator : -numerator) * left.denominator,
        denominator: left.denominator * denominator,
      };
    }
    return left;
  }

  #product(): Term | null {
    let left = this.#operand();
    for (let sign = this.#take('*', '/'); left && sign; sign = this.#take('*', '/')) {
      const right = this.#operand();
      if (!right) return null;
      if (sign === '/' && right.numerator === 0n) return this.#refuse({ reason: 'division-by-zero' });
      left = { ...multiply(left, sign === '*' ? right : invert(right)), percentage: false };
    }
    return left;
  }

  #operand(): Term | null {
    const sign = this.#take('+', '-');
    const value = this.#take('(') ? this.#parenthesis() : this.#number();
    if (!value) return null;
    let { numerator, denominator } = value;
    let percentage = false;
    while (this.#take('%')) {
      denominator *= 100n;
      percentage = true;
    }
    if (sign === '-') numerator = -numerator;
    return { numerator, denominator, percentage };
  }

  #parenthesis(): Fraction | null {
    const value = this.sum();
    if (!value || this.#take(')')) return value;
    const next = this.#tokens[this.at];
    return this.#refuse(
      next ? { reason: 'unreadable', found: next.text } : { reason: 'unbalanced-parenthesis' },
    );
  }

  #number(): Fraction | null {
    const token = this.#tokens[this.at];
    if (!token) return this.#refuse({ reason: 'unfinished' });
    if (token.kind !== 'number') return this.#refuse({ reason: 'unreadable', found: token.text });
    this.at++;
    return { numerator: token.number.digits, denominator: 10n ** BigInt(token.number.scale) };
  }

  #take(...kinds: AmountToken['kind'][]): AmountToken['kind'] | null {
    const kind = this.#tokens[this.at]?.kind;
    if (kind === undefined || !kinds.includes(kind)) return null;
    this.at++;
    return kind;
  }

  #refuse(refusal: AmountRefusal): null {
    this.refusal = refusal;
    return null;
  }
}

function multiply(a: Fraction, b: Fraction): Fraction {
  return { numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator };
}

function invert({ numerator, denominator }: Fraction): Fraction {
  return numerator < 0n
    ? { numerator: -denominator, denominator: -numerator }
    : { numerator: denominator, denominator: numerator };
}
