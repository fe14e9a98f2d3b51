package furong.work.reports;

import furong.base.Text;
import furong.cases.AppealKind;
import furong.cases.CategoryBook;
import furong.cases.Grade;
import java.util.Arrays;
import java.util.List;

/** The kinds of matters as people see them: a few that everybody knows, and the whole list. */
final class Kinds {

  /**
   * What a person in the street sees most, in the words of GB/T 30428.2; two screens of a
   * telephone. The choice is this project's own.
   */
  private static final List<String> COMMON =
      List.of(
          "event-0113",
          "event-0112",
          "event-0110",
          "event-0506",
          "part-0137",
          "part-0102",
          "event-0410",
          "event-0405",
          "event-0301",
          "event-0304",
          "event-0117",
          "event-0126");

  /**
   * @param common whether it is offered without searching
   */
  record Kind(String code, Text title, Text group, boolean common) {}

  record CodeAndTitle(String code, Text title) {}

  /** Everything that the page of the citizens offers to choose from. */
  record Choice(List<Kind> kinds, List<CodeAndTitle> appeals, List<CodeAndTitle> grades) {}

  private Kinds() {}

  static Choice choice(CategoryBook book) {
    List<Kind> kinds =
        book.list().stream()
            .filter(c -> !c.title().equals(c.group())) // a 大类 is no kind of its own
            .map(c -> new Kind(c.code(), c.title(), c.group(), COMMON.contains(c.code())))
            .toList();
    return new Choice(
        kinds,
        Arrays.stream(AppealKind.values()).map(k -> new CodeAndTitle(k.name(), k.title())).toList(),
        Arrays.stream(Grade.values()).map(g -> new CodeAndTitle(g.name(), g.title())).toList());
  }
}
