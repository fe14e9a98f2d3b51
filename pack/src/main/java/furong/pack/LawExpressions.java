package furong.pack;

import java.util.List;

/** Expressions name what exists, agree in type and unit, and hold no number of their own. */
final class LawExpressions implements Law {

  @Override
  public void check(PackBook book, List<Golden> goldens, Faults faults) {
    RuleCompiler.compile(book, faults);
  }
}
