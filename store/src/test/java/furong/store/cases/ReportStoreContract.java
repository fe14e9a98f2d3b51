package furong.store.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Text;
import furong.cases.AppealKind;
import furong.cases.Case;
import furong.cases.CaseEvent;
import furong.cases.CaseState;
import furong.cases.CaseStore;
import furong.cases.CaseStore.Deadlines;
import furong.cases.CitizenReport;
import furong.cases.CitizenReport.Contact;
import furong.cases.CitizenReport.Rating;
import furong.cases.CitizenReport.Source;
import furong.cases.Dossier;
import furong.cases.Grade;
import furong.cases.Matter;
import furong.cases.Photo;
import furong.cases.Progress;
import furong.cases.PublicPhoto;
import furong.cases.PublicPhoto.Mark;
import furong.cases.Rectification;
import furong.cases.ReportStore;
import furong.cases.ReportStore.Entry;
import furong.cases.ReportStore.Query;
import furong.cases.ReportStore.View;
import furong.geo.LngLat;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every keeper of reports does. Hours are those of 2026-03-02, UTC. */
abstract class ReportStoreContract {

  abstract CaseStore cases();

  abstract ReportStore reports();

  @Test
  void givesBackEveryPartOfAReportByEachWayToIt() {
    Case c = matter("CJ-1", "510104017", 104.2, CaseState.REPORTED);
    CitizenReport full =
        new CitizenReport(
            0,
            c.id(),
            Source.OPEN311,
            3,
            "X-9",
            AppealKind.COMPLAINT,
            hour(1),
            hour(9),
            new Contact("王", "138", "a@b.c"),
            "坑",
            Map.of("hazard", "yes"),
            "https://x/y.jpg",
            true,
            List.of(
                new PublicPhoto("p1", "c1", List.of(new Mark(0.25, 0, 0.5, 0.125)), "op", hour(2)),
                new PublicPhoto("p2", "c2", List.of(), "op", hour(3))),
            new Rating(Grade.BAD, "没修", hour(5)),
            null);
    CitizenReport kept = reports().add(full, "hash").orElseThrow();
    assertThat(kept).isEqualTo(full.with(kept.id(), c.id()));
    Rectification mending =
        new Rectification(kept.id(), hour(5), hour(9), hour(6), "op", "还在", null, "", "");
    reports().save(mending);
    Entry entry = new Entry(kept, c, mending);
    assertThat(reports().findByLink("hash")).hasValue(entry);
    assertThat(reports().findByCase(c.id())).hasValue(entry);
    assertThat(reports().lock(c.id())).hasValue(entry);
    assertThat(reports().findByExternalId(3, "X-9")).hasValue(entry);
    assertThat(reports().findByExternalId(4, "X-9")).isEmpty();
    assertThat(reports().isPublic("c2")).isTrue();
    assertThat(reports().isPublic("p2")).as("the copy, not the photo").isFalse();
    assertThat(reports().findByLink("other")).isEmpty();
    Rectification done =
        new Rectification(kept.id(), hour(5), hour(9), hour(6), "op", "还在", hour(7), "op", "修");
    reports().save(done);
    assertThat(reports().findByCase(c.id()).orElseThrow().rectification()).isEqualTo(done);
  }

  @Test
  void keepsNoSecondReportOfTheSameProgramAndIdNorOfTheSameSecret() {
    CitizenReport first =
        told(matter("CJ-1", "510104017", 104.2, CaseState.REPORTED), 1, null, "X-9");
    CitizenReport other = told(matter("CJ-2", "510104017", 104.2, CaseState.REPORTED), 1, null);
    long third = matter("CJ-3", "510104017", 104.2, CaseState.REPORTED).id();
    assertThat(reports().add(first.with(0, third), "a new secret")).as("the same id").isEmpty();
    assertThat(reports().add(other.with(0, third), "hash of CJ-2")).as("the secret").isEmpty();
    assertThat(reports().findByCase(third)).isEmpty();
    assertThat(reports().add(other.with(0, third), "a new secret")).as("no id").isPresent();
  }

  @Test
  void listsTheNewestFirstByWhatIsAsked() {
    told("CJ-1", "510104017", CaseState.REPORTED, 1, hour(3));
    told("CJ-2", "510105003", CaseState.REPORTED, 2, hour(9));
    told("CJ-3", "510104017", CaseState.CLOSED, 3, hour(3));
    assertThat(numbers(query(b -> b))).containsExactly("CJ-3", "CJ-2", "CJ-1");
    assertThat(numbers(query(b -> b.within("510104")))).containsExactly("CJ-3", "CJ-1");
    assertThat(numbers(query(b -> b.numbers("CJ-1", "CJ-9")))).containsExactly("CJ-1");
    assertThat(numbers(query(b -> b.category("event-0113")))).hasSize(3);
    assertThat(numbers(query(b -> b.category("part-0101")))).isEmpty();
    assertThat(numbers(query(b -> b.time(hour(2), hour(3))))).containsExactly("CJ-2");
    assertThat(numbers(query(b -> b.ended(true)))).containsExactly("CJ-3");
    assertThat(numbers(query(b -> b.ended(false)))).containsExactly("CJ-2", "CJ-1");
    // due at 3 and asked at 4: of the two one has ended
    assertThat(numbers(query(b -> b.view(View.OVERDUE)))).containsExactly("CJ-1");
    assertThat(numbers(query(b -> b.view(View.RATED)))).isEmpty();
    assertThat(reports().count(query(b -> b.ended(false)))).isEqualTo(2);
    assertThat(numbers(query(b -> b.page(1, 1)))).containsExactly("CJ-2");
  }

  @Test
  void listsWhatIsToBeMendedUntilItIs() {
    CitizenReport told = told("CJ-1", "510104017", CaseState.CLOSED, 1, null);
    told("CJ-2", "510104017", CaseState.CLOSED, 2, null);
    Rectification open = new Rectification(told.id(), hour(2), hour(9), null, "", "", null, "", "");
    reports().save(open);
    assertThat(numbers(query(b -> b.view(View.RECTIFY)))).containsExactly("CJ-1");
    reports()
        .save(new Rectification(told.id(), hour(2), hour(9), hour(3), "a", "b", hour(4), "a", "c"));
    assertThat(numbers(query(b -> b.view(View.RECTIFY)))).isEmpty();
  }

  @Test
  void findsOpenReportsNearbyTheNearestFirst() {
    // at 30.5 north 0.001 degrees of longitude are 96 m
    told(matter("CJ-far", "510104017", 104.210, CaseState.REPORTED), 1, null);
    told(matter("CJ-near", "510104017", 104.202, CaseState.REPORTED), 1, null);
    told(matter("CJ-here", "510104017", 104.200, CaseState.HANDLING), 1, null);
    told(matter("CJ-done", "510104017", 104.200, CaseState.CLOSED), 1, null);
    matter("CJ-alert", "510104017", 104.200, CaseState.REPORTED); // nobody reported it
    LngLat here = LngLat.of(104.2, 30.5);
    assertThat(reports().near(here, 300, hour(0), true, 10))
        .extracting(Case::number)
        .containsExactly("CJ-here", "CJ-near");
    assertThat(reports().near(here, 300, hour(0), true, 1))
        .extracting(Case::number)
        .containsExactly("CJ-here");
    assertThat(reports().near(here, 300, hour(2), true, 10)).isEmpty();
    // the desk hears of the one too that an alert opened
    assertThat(reports().near(here, 300, hour(0), false, 10))
        .extracting(Case::number)
        .containsExactlyInAnyOrder("CJ-here", "CJ-alert", "CJ-near");
  }

  @Test
  void erasesThePersonAndLeavesTheCase() {
    CitizenReport open = told("CJ-1", "510104017", CaseState.REPORTED, 1, null);
    CitizenReport ended = told("CJ-2", "510104017", CaseState.CLOSED, 1, null);
    cases().addPhoto(photo("theirs", ended.caseId(), "citizen"));
    cases().addPhoto(photo("shared", ended.caseId(), "citizen"));
    cases().addPhoto(photo("shared", open.caseId(), "citizen"));
    cases().addPhoto(photo("ours", ended.caseId(), "street"));
    cases().append(noted(ended.caseId(), "已电话13812345678告知，川A12345已移走"));
    assertThat(reports().endedBefore(hour(1), 10)).isEmpty();
    assertThat(reports().endedBefore(hour(2), 10)).containsExactly(ended.caseId());
    assertThat(reports().erase(ended.caseId(), "citizen")).containsExactly("theirs");
    Case left = cases().find(ended.caseId()).orElseThrow();
    assertThat(left.matter().description()).isEmpty();
    assertThat(cases().timeline(ended.caseId()).getLast().note())
        .as("what staff noted stays, without the number and the plate")
        .isEqualTo("已电话138****5678告知，川A***5已移走");
    assertThat(left.matter().title().zh()).isEqualTo("道路破损");
    assertThat(cases().photos(ended.caseId())).extracting(Photo::id).containsExactly("ours");
    assertThat(cases().photos(open.caseId())).hasSize(1);
    reports().save(forgotten(ended));
    assertThat(reports().endedBefore(hour(2), 10)).isEmpty();
    assertThat(cases().find(open.caseId()).orElseThrow().matter().description()).isEqualTo("坑");
  }

  private static CaseEvent noted(long caseId, String note) {
    return new CaseEvent(
        caseId,
        99,
        hour(1),
        "op",
        "值班员",
        "OPERATOR",
        "close",
        CaseState.CHECKED,
        CaseState.CLOSED,
        note,
        null,
        null,
        0,
        0,
        List.of(),
        Map.of());
  }

  private static CitizenReport forgotten(CitizenReport r) {
    return new CitizenReport(
        r.id(),
        r.caseId(),
        r.source(),
        r.client(),
        r.externalId(),
        r.kind(),
        r.receivedAt(),
        r.replyDue(),
        Contact.NONE,
        "",
        Map.of(),
        "",
        false,
        List.of(),
        null,
        hour(2));
  }

  private List<String> numbers(Query query) {
    return reports().list(query).stream().map(e -> e.matter().number()).toList();
  }

  private CitizenReport told(
      String number, String division, CaseState state, int hour, @Nullable Instant due) {
    return told(matter(number, division, 104.2, state), hour, due);
  }

  private CitizenReport told(Case c, int hour, @Nullable Instant due) {
    return told(c, hour, due, "");
  }

  private CitizenReport told(Case c, int hour, @Nullable Instant due, String externalId) {
    return reports()
        .add(
            new CitizenReport(
                0,
                c.id(),
                Source.PORTAL,
                0,
                externalId,
                due == null ? null : AppealKind.HELP,
                hour(hour),
                due,
                new Contact("王", "138", ""),
                "坑",
                Map.of(),
                "",
                false,
                List.of(),
                null,
                null),
            "hash of " + c.number())
        .orElseThrow();
  }

  private Case matter(String number, String division, double lng, CaseState state) {
    return cases()
        .add(
            new Case(
                0,
                number,
                new Matter(
                    Matter.Origin.PERSON,
                    Text.of("道路破损", "Road damage"),
                    "event-0113",
                    null,
                    division,
                    LngLat.of(lng, 30.5),
                    null,
                    null,
                    "",
                    "",
                    "坑",
                    false),
                new Progress(
                    state, false, null, null, Map.of(), 0, 0, null, null, null, Dossier.EMPTY),
                hour(1),
                hour(1),
                1),
            new Deadlines(null, null));
  }

  private static Photo photo(String id, long caseId, String by) {
    return new Photo(id, caseId, "REPORTED", by, hour(1), 4, 3);
  }

  private static Instant hour(int hour) {
    return CaseStoreContract.hour(hour);
  }

  private static Query query(java.util.function.UnaryOperator<Asked> with) {
    return with.apply(new Asked()).query();
  }

  /** A question that starts as "everything" and is narrowed by words. */
  private static final class Asked {
    private List<String> within = List.of();
    private Set<String> numbers = Set.of();
    private Set<String> categories = Set.of();
    private @Nullable Instant from;
    private @Nullable Instant to;
    private @Nullable Boolean ended;
    private View view = View.ALL;
    private int offset;
    private int limit = 100;

    Asked within(String division) {
      within = List.of(division);
      return this;
    }

    Asked numbers(String... all) {
      numbers = Set.of(all);
      return this;
    }

    Asked category(String code) {
      categories = Set.of(code);
      return this;
    }

    Asked time(Instant first, Instant last) {
      from = first;
      to = last;
      return this;
    }

    Asked ended(boolean yes) {
      ended = yes;
      return this;
    }

    Asked view(View wanted) {
      view = wanted;
      return this;
    }

    Asked page(int skip, int size) {
      offset = skip;
      limit = size;
      return this;
    }

    Query query() {
      return new Query(within, numbers, categories, from, to, ended, view, hour(4), offset, limit);
    }
  }
}
