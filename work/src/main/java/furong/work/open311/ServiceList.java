package furong.work.open311;

import furong.base.Result.Refusal;
import furong.cases.AppealKind;
import furong.cases.Category;
import furong.cases.CategoryBook;
import furong.cases.ReportDesk;
import furong.serve.Problems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of matters as services, and the questions that go with each. All are {@code realtime}:
 * a number comes back at once. All have the same two questions: whether somebody may come to harm,
 * and what the person wants.
 */
final class ServiceList {

  static final String APPEAL = "appeal";

  private final CategoryBook book;

  ServiceList(CategoryBook book) {
    this.book = book;
  }

  List<Category> list() {
    return book.list().stream().filter(c -> !c.title().equals(c.group())).toList();
  }

  Category get(String code) {
    return book.find(code)
        .filter(c -> !c.title().equals(c.group()))
        .orElseThrow(() ->
            Problems.refuse(
                Refusal.NOT_FOUND, "service_code", "service_code " + code + " was not found"));
  }

  static Map<String, Object> service(Category c, String lang) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("service_code", c.code());
    out.put("service_name", c.title().in(lang));
    out.put("description", c.title().in(lang) + " (" + c.group().in(lang) + ")");
    out.put("metadata", true);
    out.put("type", "realtime");
    out.put("keywords", c.title().zh() + "," + c.title().en().replace(",", " "));
    out.put("group", c.group().in(lang));
    return out;
  }

  static Map<String, Object> definition(Category c, String lang) {
    boolean english = lang.startsWith("en");
    List<Map<String, Object>> yesNo =
        List.of(value("no", english ? "No" : "否"), value("yes", english ? "Yes" : "是"));
    List<Map<String, Object>> appeals =
        List.of(AppealKind.values()).stream()
            .map(k -> value(k.name(), k.title().in(lang)))
            .toList();
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("service_code", c.code());
    out.put(
        "attributes",
        List.of(
            attribute(
                ReportDesk.HAZARD,
                1,
                english ? "May somebody come to harm?" : "是否可能危及人身安全？",
                yesNo),
            attribute(APPEAL, 2, english ? "What do you want?" : "诉求类型", appeals)));
    return out;
  }

  private static Map<String, Object> attribute(
      String code, int order, String question, List<Map<String, Object>> values) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("variable", true);
    out.put("code", code);
    out.put("datatype", "singlevaluelist");
    out.put("required", false);
    out.put("datatype_description", null);
    out.put("order", order);
    out.put("description", question);
    out.put("values", values);
    return out;
  }

  private static Map<String, Object> value(String key, String name) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("key", key);
    out.put("name", name);
    return out;
  }

  /** Refuses answers to questions that were not asked, and answers that are none. */
  static void check(Map<String, String> attributes) {
    attributes.forEach((code, given) -> {
      boolean known =
          switch (code) {
            case ReportDesk.HAZARD -> given.equals("yes") || given.equals("no");
            case APPEAL -> appeal(given) != null;
            default -> false;
          };
      if (!known) {
        throw Problems.refuse(
            Refusal.INVALID,
            "attribute",
            "attribute[" + code + "] is not asked, or " + given + " is not one of its values");
      }
    });
  }

  static @Nullable AppealKind appeal(@Nullable String given) {
    return given == null ? null : AppealKind.find(given).orElse(null);
  }
}
