package furong.cases;

/**
 * How one city does case work: its decisions, its kinds of matters, its rules of dispatch.
 *
 * @param source what the screens say of where this comes from; empty for the plain rules
 */
public record CityCases(
    CasePolicy policy,
    CategoryBook categories,
    DispatchRules dispatch,
    Capacities capacities,
    String source) {

  /** Of a city that says nothing of what its organisations can carry. */
  public CityCases(
      CasePolicy policy, CategoryBook categories, DispatchRules dispatch, String source) {
    this(policy, categories, dispatch, Capacities.NONE, source);
  }

  /** For a city that says nothing of its own. */
  public static final CityCases PLAIN =
      new CityCases(CasePolicy.PLAIN, CategoryBook.NATIONAL, DispatchRules.NONE, "");
}
