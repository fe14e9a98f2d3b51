package furong.pack;

import furong.base.Text;

/**
 * A part of a rule's expressions that a person wants to see the value of: {@code last(pm25)},
 * {@code mean(pm25, PT3H)}, {@code aqi()}, {@code params.high}.
 *
 * @param name as alerts quote it; the same text always means the same
 * @param property id of the property it reads; empty for an index, a parameter or a spell
 * @param function name of the function, {@code index} or {@code param}
 * @param windowMs how far back it looks; 0 for the newest
 * @param unit UCUM code of its value
 * @param symbol the unit as people write it; empty for a plain number
 * @param title what it is, for people
 */
public record RuleInput(
    String name,
    String property,
    String function,
    long windowMs,
    String unit,
    String symbol,
    Text title,
    Expr value) {

  /** The function word of parameters. */
  public static final String PARAM = "param";

  /** The function word of indices. */
  public static final String INDEX = "index";

  /** True for a threshold rather than something observed. */
  public boolean isParam() {
    return function.equals(PARAM);
  }
}
