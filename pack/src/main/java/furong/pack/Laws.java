package furong.pack;

import java.util.List;

/** The laws of packs, in the order in which they are checked. Each is one class with its test. */
final class Laws {

  static final List<Law> ALL =
      List.of(
          new LawIds(),
          new LawReasons(),
          new LawReferences(),
          new LawUnits(),
          new LawExpressions(),
          new LawForms(),
          new LawFormulas(),
          new LawProofs());

  private Laws() {}
}
