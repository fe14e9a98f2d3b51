package furong.work.cases;

import furong.serve.alerts.Features;
import furong.work.cases.CaseViews.Summary;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Cases as rows of a file, and as points of a map. */
final class CaseTable {

  static final List<String> HEADER =
      List.of(
          "number",
          "title",
          "category",
          "level",
          "state",
          "division",
          "divisionName",
          "organisation",
          "handler",
          "openedAt",
          "deadline",
          "overdue",
          "closedAt",
          "returns",
          "reworks",
          "simulated");

  private CaseTable() {}

  static List<List<String>> rows(List<Summary> found) {
    return found.stream()
        .map(c ->
            List.of(
                c.number(),
                c.title().zh(),
                c.category().title().zh(),
                Objects.toString(c.level(), ""),
                c.state().title().zh(),
                c.division().code(),
                c.division().name().zh(),
                c.organisation() == null ? "" : c.organisation().name().zh(),
                c.handler() == null ? "" : c.handler().name().zh(),
                c.openedAt().toString(),
                c.deadline() == null ? "" : c.deadline().at().toString(),
                c.deadline() == null ? "" : Boolean.toString(c.deadline().overdue()),
                Objects.toString(c.closedAt(), ""),
                Integer.toString(c.returns()),
                Integer.toString(c.reworks()),
                Boolean.toString(c.simulated())))
        .toList();
  }

  static ResponseEntity<Map<String, Object>> geoJson(List<Summary> found) {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("application/geo+json"))
        .body(
            Features.collection(
                found.stream()
                    .map(c ->
                        Features.point(
                            c.id(),
                            c.location() == null ? null : c.location().get(0),
                            c.location() == null ? null : c.location().get(1),
                            c))
                    .toList()));
  }
}
