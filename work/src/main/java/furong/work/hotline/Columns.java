package furong.work.hotline;

import furong.cases.AppealKind;
import furong.cases.CategoryBook;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which column of a table is what, as the page shows it and a person changes it; null and empty for
 * what the table does not have.
 *
 * @param number of the work order, by which a row is known when the table comes again
 * @param appeal what the person wants: its kind sets the day of the answer
 * @param kind what the matter is
 * @param words columns that become the words, in this order
 * @param division names or codes of divisions, from the county down
 * @param kinds codes for what stands in the column of the kind; titles and codes of the city's list
 *     need none
 * @param otherwise code for every other kind; empty: such a row is refused
 */
public record Columns(
    @Nullable String number,
    @Nullable String time,
    @Nullable String appeal,
    @Nullable String kind,
    @Nullable List<String> words,
    @Nullable List<String> division,
    @Nullable String lng,
    @Nullable String lat,
    @Nullable String address,
    @Nullable String name,
    @Nullable String phone,
    @Nullable Map<String, String> kinds,
    @Nullable String otherwise) {

  /** Part of the number that a report is known by; the same as the command's mapping has. */
  static final String ID = "hotline-12345";

  /** Spreadsheets give the first; the others are how such tables were seen to be typed. */
  private static final List<DateTimeFormatter> TIMES =
      List.of(
              "yyyy-MM-dd HH:mm:ss",
              "yyyy-MM-dd HH:mm",
              "yyyy-M-d H:mm[:ss]",
              "yyyy/M/d H:mm[:ss]",
              "yyyy.M.d H:mm[:ss]",
              "yyyy年M月d日 H:mm[:ss]",
              "yyyy年M月d日H时m分")
          .stream()
          .map(p -> DateTimeFormatter.ofPattern(p, Locale.ENGLISH))
          .toList();

  /** Names that such columns usually have; the first that a table has is taken. */
  private static final Map<String, List<String>> NAMES =
      Map.of(
          "number", List.of("工单编号", "工单号", "编号", "诉求编号", "number"),
          "time", List.of("来电时间", "受理时间", "登记时间", "创建时间", "time"),
          "appeal", List.of("诉求类型", "工单类型", "诉求性质", "appeal"),
          "kind", List.of("问题类别", "问题分类", "诉求分类", "类别", "kind"),
          "lng", List.of("经度", "lng", "longitude"),
          "lat", List.of("纬度", "lat", "latitude"),
          "address", List.of("地址", "事发地址", "诉求地址", "address"),
          "name", List.of("姓名", "来电人", "联系人", "name"),
          "phone", List.of("电话", "联系电话", "来电号码", "phone"));

  private static final List<String> WORDS = List.of("标题", "诉求标题", "内容", "诉求内容", "words");
  private static final List<String> DIVISIONS =
      List.of("区县", "区(市)县", "所属区县", "街道", "镇街", "镇（街道）", "社区", "division");

  /** What a table's header says of itself. */
  static Columns guess(List<String> header) {
    return new Columns(
        first(header, "number"),
        first(header, "time"),
        first(header, "appeal"),
        first(header, "kind"),
        in(header, WORDS),
        in(header, DIVISIONS),
        first(header, "lng"),
        first(header, "lat"),
        first(header, "address"),
        first(header, "name"),
        first(header, "phone"),
        Map.of(),
        "");
  }

  /** What the city's own mapping says of such a table. */
  static Columns of(ReportMapping known, List<String> header) {
    return new Columns(
        kept(known.number(), header),
        kept(known.time(), header),
        kept(known.appeal().column(), header),
        kept(known.kind().column(), header),
        in(header, known.words()),
        in(header, known.division()),
        kept(known.lng(), header),
        kept(known.lat(), header),
        kept(known.address(), header),
        kept(known.name(), header),
        kept(known.phone(), header),
        known.kind().values(),
        // what a file decides for every unknown kind, a person at a page decides anew
        "");
  }

  /** The mapping that a row is read by. */
  ReportMapping mapping(ZoneId zone, CategoryBook book) {
    Map<String, String> codes = new HashMap<>();
    book.list()
        .forEach(c -> {
          codes.put(c.title().zh(), c.code());
          codes.put(c.code(), c.code());
        });
    codes.putAll(kinds == null ? Map.of() : kinds);
    Map<String, String> appeals = new HashMap<>();
    for (String word : APPEALS) {
      AppealKind.find(word).ifPresent(found -> appeals.put(word, found.name()));
    }
    return new ReportMapping(
        ID,
        Set.of(),
        zone,
        text(time),
        TIMES,
        true,
        false,
        text(number),
        texts(words),
        new ReportMapping.Choice(text(kind), codes, text(otherwise)),
        new ReportMapping.Choice(text(appeal), appeals, ""),
        texts(division),
        Map.of(),
        text(lng),
        text(lat),
        text(address),
        text(name),
        text(phone));
  }

  /** Every word that {@link AppealKind#find} knows and a hotline writes. */
  private static final List<String> APPEALS =
      List.of(
          "咨询",
          "求助",
          "意见建议",
          "意见",
          "建议",
          "求助建议",
          "投诉",
          "举报",
          "投诉举报",
          "CONSULT",
          "HELP",
          "COMPLAINT");

  /** What must be chosen before a row can be read; names of this record's parts. */
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    for (Map.Entry<String, String> one :
        Map.of("number", text(number), "time", text(time), "appeal", text(appeal)).entrySet()) {
      if (one.getValue().isEmpty()) {
        missing.add(one.getKey());
      }
    }
    if (text(kind).isEmpty() && text(otherwise).isEmpty()) {
      missing.add("kind");
    }
    if (texts(words).isEmpty()) {
      missing.add("words");
    }
    if (texts(division).isEmpty() && (text(lng).isEmpty() || text(lat).isEmpty())) {
      missing.add("division");
    }
    return missing.stream().sorted().toList();
  }

  private static @Nullable String first(List<String> header, String part) {
    return NAMES.getOrDefault(part, List.of()).stream()
        .filter(header::contains)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable String kept(String column, List<String> header) {
    return header.contains(column) ? column : null;
  }

  private static List<String> in(List<String> header, List<String> names) {
    return names.stream().filter(header::contains).toList();
  }

  private static String text(@Nullable String column) {
    return column == null ? "" : column.strip();
  }

  private static List<String> texts(@Nullable List<String> columns) {
    return columns == null ? List.of() : columns.stream().filter(c -> !c.isBlank()).toList();
  }
}
