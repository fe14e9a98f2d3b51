package furong.work.hotline;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One row of a table, and the form that it becomes. */
public record ReportRow(
    ReportMapping mapping, List<String> header, List<String> cells, String file, int number) {

  /** Where divisions are looked up by name below a code. */
  public interface Divisions {
    Optional<String> find(String parent, String name);
  }

  /** The number that the row itself gives; empty when it gives none. */
  String ownNumber() {
    return cell(mapping.number());
  }

  /** What the row is known by at the server. */
  public String id() {
    String own = cell(mapping.number());
    return own.isEmpty() ? mapping.id() + "/" + file + "#" + number : mapping.id() + "/" + own;
  }

  /**
   * The fields of an Open311 request, or everything that is wrong with the row; the place of each
   * notice is the column.
   */
  public Result<Map<String, String>> form(Divisions divisions) {
    if (cells.size() != header.size()) {
      return Result.refused(
          Refusal.INVALID,
          Notice.of(
              "row.width", "", "has " + cells.size() + " cells, the header " + header.size()));
    }
    List<Notice> faults = new ArrayList<>();
    @Nullable Instant at = mapping.time(cell(mapping.time()));
    if (at == null) {
      fault(faults, "report.time", mapping.time(), "is no time");
    }
    String kind = choose(mapping.kind(), "report.kind", "stands for no kind", faults);
    String appeal = choose(mapping.appeal(), "report.appeal", "is no appeal", faults);
    Map<String, String> form = new LinkedHashMap<>();
    form.put("external_id", id());
    form.put("requested_datetime", String.valueOf(at));
    form.put("service_code", kind);
    form.put("attribute[appeal]", appeal);
    form.put("description", words());
    put(form, "address_string", cell(mapping.address()));
    put(form, "last_name", cell(mapping.name()));
    put(form, "phone", cell(mapping.phone()));
    put(form, "lat", cell(mapping.lat()));
    put(form, "long", cell(mapping.lng()));
    put(form, "source", mapping.hotline() ? "hotline" : "");
    put(form, "simulated", mapping.simulated() ? "true" : "");
    if (!form.containsKey("lat") || !form.containsKey("long")) {
      String code = division(divisions);
      form.put("division", code);
      if (code.isEmpty()) {
        faults.add(
            Notice.of(
                "report.place",
                String.join(" ", mapping.division()),
                "names no place and no division of the city"));
      }
    }
    return faults.isEmpty() ? Result.ok(form) : new Result.Refused<>(Refusal.INVALID, faults);
  }

  private String choose(
      ReportMapping.Choice choice, String code, String message, List<Notice> faults) {
    String chosen = choice.of(cell(choice.column()));
    if (chosen.isEmpty()) {
      fault(faults, code, choice.column(), message);
    }
    return chosen;
  }

  private void fault(List<Notice> faults, String code, String column, String message) {
    faults.add(Notice.of(code, column, "'" + cell(column) + "' " + message).withHint(cell(column)));
  }

  private String words() {
    return mapping.words().stream()
        .map(this::cell)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  /** By the mapping's own list, else by name from the city down. */
  private String division(Divisions divisions) {
    String code = "";
    for (String column : mapping.division()) {
      String cell = cell(column);
      @Nullable String listed = mapping.divisions().get(plain(cell));
      if (listed == null) {
        listed = cell.isEmpty() ? null : divisions.find(code, cell).orElse(null);
      }
      if (listed == null) {
        break;
      }
      code = listed;
    }
    return code.isEmpty() ? mapping.divisions().getOrDefault("otherwise", "") : code;
  }

  /** Letters and digits alone, since such cells are typed by hand: {@code `Ward 14} is WARD14. */
  private static String plain(String cell) {
    return cell.replaceAll("[^\\p{L}\\p{N}]", "").toUpperCase(Locale.ROOT);
  }

  private static void put(Map<String, String> form, String name, String value) {
    if (!value.isEmpty()) {
      form.put(name, value);
    }
  }

  private String cell(String column) {
    int i = column.isEmpty() ? -1 : header.indexOf(column);
    return i < 0 || i >= cells.size() ? "" : cells.get(i).strip();
  }
}
