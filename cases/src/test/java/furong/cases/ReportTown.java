package furong.cases;

import furong.base.AtOnce;
import furong.base.Result;
import furong.cases.CitizenReport.Contact;
import furong.cases.CitizenReport.Source;
import furong.cases.PublicPhoto.Mark;
import furong.cases.ReportDesk.Received;
import furong.cases.ReportDraft.Picture;
import furong.geo.LngLat;
import furong.people.SecretToken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@link SmallCity} with the desks for people without a login. It is Monday, 10:00. */
final class ReportTown {

  /** A hole in the road of the community. */
  static final LngLat HOLE = LngLat.of(104.2, 30.5);

  final SmallCity town = new SmallCity();
  final MemoryReports reports = new MemoryReports(town.cases);
  final List<String> told = new ArrayList<>();
  final ReportDesk desk =
      new ReportDesk(
          reports,
          town.cases,
          town.audit,
          town.city,
          CityCases.PLAIN,
          new AtOnce(),
          () -> town.now,
          new Ears());
  final RatingDesk ratings =
      new RatingDesk(reports, town.cases, town.audit, town.city, new AtOnce(), () -> town.now);

  /** Ids of the public copies that are there. */
  final List<String> copies = new ArrayList<>();

  final ReportKeeper keeper =
      new ReportKeeper(reports, town.cases, new Copies(), town.audit, new AtOnce(), () -> town.now);

  /** A hole in the road, told by 王小明, with a photo. */
  static ReportDraft hole(@Nullable String link) {
    return draft(Source.PORTAL, 0, "", "路面有坑，请回电13812345678", HOLE, null, link);
  }

  static ReportDraft draft(
      Source source,
      long client,
      String externalId,
      String words,
      @Nullable LngLat place,
      @Nullable Instant at,
      @Nullable String link) {
    return new ReportDraft(
        source,
        client,
        "市民",
        externalId,
        AppealKind.HELP,
        at,
        "event-0113",
        words,
        place,
        "",
        "",
        new Contact("王小明", "13812345678", ""),
        Map.of(),
        "",
        List.of(new Picture("photo1", 40, 30)),
        false,
        link,
        Suggested.NONE);
  }

  Received told(String words) {
    return desk.receive(draft(Source.PORTAL, 0, "", words, HOLE, null, null)).orThrow();
  }

  /** The duty desk refuses it: the shortest way to its end. */
  void ends(Received received) {
    Case c = town.cases.find(received.entry().matter().id()).orElseThrow();
    town.does(town.operator, c, CaseAction.REJECT);
  }

  static String link() {
    return SecretToken.make();
  }

  /** Copies without pictures: each is known by its photo and its marks. */
  private final class Copies implements PublicCopies {
    @Override
    public Result<String> make(long caseId, String photo, List<Mark> marks) {
      String id = photo + " without " + marks.size();
      copies.add(id);
      return Result.ok(id);
    }

    @Override
    public void delete(String id) {
      copies.remove(id);
    }
  }

  private final class Ears implements CaseListener {
    @Override
    public void alertChanged(Alert alert) {
      told.add("alert " + alert.id());
    }

    @Override
    public void caseChanged(Case changed) {
      told.add("case " + changed.id() + " " + changed.state());
    }
  }
}
