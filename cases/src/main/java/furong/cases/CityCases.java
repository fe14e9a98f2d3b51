package furong.cases;

/**
 * How one city does case work: its decisions, its kinds of matters, its rules of dispatch.
 *
 * @param source what the screens say of where this comes from; empty for the plain rules
 */
public record CityCases(
    CasePolicy policy, CategoryBook categories, DispatchRules dispatch, String source) {

  /** For a city that says nothing of its own. */
  public static final CityCases PLAIN =
      new CityCases(CasePolicy.PLAIN, CategoryBook.NATIONAL, DispatchRules.NONE, "");
}
