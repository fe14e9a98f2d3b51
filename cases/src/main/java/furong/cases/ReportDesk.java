package furong.cases;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Text;
import furong.base.Transactions;
import furong.cases.CaseSteps.Actor;
import furong.cases.CaseSteps.Step;
import furong.cases.CitizenReport.Source;
import furong.cases.ReportDraft.Picture;
import furong.cases.ReportStore.Entry;
import furong.city.CityProfile;
import furong.city.Division;
import furong.geo.LngLat;
import furong.people.AuditEntry;
import furong.people.AuditTrail;
import furong.people.SecretToken;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where people without a login tell the city something: it becomes a REPORTED case in the queue of
 * the duty desk, with a secret link to follow it. The same report sent twice - by its secret, or by
 * its number where it comes from - is one report. A work order of the hotline is one report by
 * whatever door its table comes, a program's or a person's at the page.
 *
 * <p>The address that a person came from is not kept anywhere.
 */
public final class ReportDesk {

  /** What a person photographs on the spot; more is a matter for a second report. */
  public static final int MAX_PHOTOS = 4;

  /** Open311 allows 4,000 characters; a case holds {@link CaseRules#MAX_NOTE}. */
  public static final int MAX_WORDS = CaseRules.MAX_NOTE - 200;

  /** A street, a number, and how to find it. */
  public static final int MAX_ADDRESS = 200;

  /** The question whether somebody is in danger, and the answer that the desk must see at once. */
  public static final String HAZARD = "hazard";

  public static final String YES = "yes";

  /**
   * What became of a report.
   *
   * @param link the secret; null when the report was known by its number and the secret is with
   *     whoever sent it first
   * @param known true when it was here before
   */
  public record Received(Entry entry, @Nullable String link, boolean known) {}

  private final ReportStore reports;
  private final CaseStore cases;
  private final AuditTrail audit;
  private final CityProfile city;
  private final CategoryBook kinds;
  private final CaseSteps steps;
  private final Transactions transactions;
  private final InstantSource time;
  private final CaseListener listener;

  public ReportDesk(
      ReportStore reports,
      CaseStore cases,
      AuditTrail audit,
      CityProfile city,
      CityCases rules,
      Transactions transactions,
      InstantSource time,
      CaseListener listener) {
    this.reports = reports;
    this.cases = cases;
    this.audit = audit;
    this.city = city;
    this.kinds = rules.categories();
    this.steps = new CaseSteps(city.calendar(), rules, new Dispatcher(city, rules.dispatch()));
    this.transactions = transactions;
    this.time = time;
    this.listener = listener;
  }

  /** The report that a secret link belongs to. */
  public Optional<Entry> follow(String link) {
    return SecretToken.looksRight(link)
        ? reports.findByLink(SecretToken.hash(link))
        : Optional.empty();
  }

  /** Takes a report, or says what it lacks. */
  public Result<Received> receive(ReportDraft draft) {
    if (draft.link() != null && !SecretToken.looksRight(draft.link())) {
      return invalid("report.link", "link", "The secret has 43 signs of base64url");
    }
    Optional<Received> before = known(draft);
    if (before.isPresent()) {
      return Result.ok(before.get());
    }
    return check(draft)
        .then(division -> {
          try {
            return transactions.inOne(() -> Result.ok(open(draft, division)));
          } catch (CameMeanwhile e) {
            return Result.ok(known(draft).orElseThrow(() -> e));
          }
        });
  }

  /** Undoes a report that another request has brought meanwhile. */
  private static final class CameMeanwhile extends RuntimeException {}

  /** Whether the same report is here already. */
  public Optional<Received> known(ReportDraft draft) {
    if (draft.link() != null) {
      Optional<Entry> same = follow(draft.link());
      if (same.isPresent()) {
        return same.map(entry -> new Received(entry, draft.link(), true));
      }
    }
    if (draft.externalId().isEmpty()) {
      return Optional.empty();
    }
    Optional<Entry> same =
        draft.source() == Source.HOTLINE
            ? reports.findHotline(draft.externalId())
            : reports.findByExternalId(draft.client(), draft.externalId());
    return same.map(entry -> new Received(entry, null, true));
  }

  /**
   * The division of a report that lacks nothing but perhaps its photos, or what it lacks. Asked
   * before photos are stored, so that a refused report leaves none behind.
   */
  public Result<String> mayCome(ReportDraft draft) {
    if (kinds.find(draft.category()).isEmpty()) {
      return invalid("report.category", "category", "There is no kind " + draft.category());
    }
    if (draft.words().length() > MAX_WORDS || draft.address().length() > MAX_ADDRESS) {
      return Result.refused(
          Refusal.TOO_LARGE,
          Notice.of("report.words", "words", "At most " + MAX_WORDS + " characters"));
    }
    if (draft.contact().tooLong() || draft.externalId().length() > MAX_ADDRESS) {
      return invalid("report.contact", "contact", "A name, number or address is too long");
    }
    if (draft.photos().size() > MAX_PHOTOS) {
      return Result.refused(
          Refusal.TOO_LARGE, Notice.of("report.photos", "photos", "At most " + MAX_PHOTOS));
    }
    if (draft.at() != null && draft.at().isAfter(time.instant())) {
      return invalid("report.future", "requested_datetime", "That lies in the future");
    }
    return division(draft);
  }

  private Result<String> check(ReportDraft draft) {
    boolean empty = draft.words().isEmpty() && draft.photos().isEmpty();
    return empty && draft.source() == Source.PORTAL
        ? invalid("report.empty", "words", "A report has words or a photo")
        : mayCome(draft);
  }

  private Result<String> division(ReportDraft draft) {
    if (draft.place() == null) {
      String code = city.currentCode(draft.division());
      return city.divisions().find(code).isPresent()
          ? Result.ok(code)
          : invalid("report.place", "place", "A report has a place or a division of this city");
    }
    return city.divisions()
        .locate(draft.place().lng(), draft.place().lat())
        .map(Division::code)
        .<Result<String>>map(Result::ok)
        .orElseGet(() ->
            invalid("report.outside", "place", "That place lies outside " + city.name().en()));
  }

  private Received open(ReportDraft draft, String division) {
    Instant now = Instant.ofEpochMilli(time.millis());
    Instant at = draft.at() == null ? now : draft.at();
    String link = draft.link() == null ? SecretToken.make() : draft.link();
    CitizenReport wanted = report(draft, at);
    Actor by = new Actor(wanted.by(), draft.clientName(), "");
    Step step =
        steps.open(
            CaseKeeping.NOT_YET,
            matter(draft, division),
            CaseState.REPORTED,
            false,
            CaseProcedure.none(draft.category()),
            by,
            "",
            draft.photos().stream().map(Picture::id).toList(),
            draft.suggested(),
            at);
    Case opened = CaseKeeping.addNumbered(cases, steps, step, city.zone());
    for (Picture p : draft.photos()) {
      cases.addPhoto(
          new Photo(
              p.id(), opened.id(), opened.state().name(), wanted.by(), at, p.width(), p.height()));
    }
    CitizenReport kept =
        reports
            .add(wanted.with(0, opened.id()), SecretToken.hash(link))
            .orElseThrow(CameMeanwhile::new);
    audit.append(
        new AuditEntry(
            0,
            now,
            wanted.by(),
            draft.client() == 0 ? CitizenReport.CITIZEN : draft.clientName(),
            "",
            "report.receive",
            "case/" + opened.id(),
            Map.of(),
            Map.of("source", draft.source().name(), "number", opened.number()),
            ""));
    transactions.afterCommit(() -> listener.caseChanged(opened));
    return new Received(new Entry(kept, opened, null), link, false);
  }

  private CitizenReport report(ReportDraft draft, Instant at) {
    return new CitizenReport(
        0,
        0,
        draft.source(),
        draft.client(),
        draft.externalId(),
        draft.kind(),
        at,
        draft.kind() == null ? null : city.calendar().deadline(at, draft.kind().limit()),
        draft.contact(),
        draft.words(),
        draft.attributes(),
        draft.mediaUrl(),
        false,
        List.of(),
        null,
        null);
  }

  private Matter matter(ReportDraft draft, String division) {
    Text title =
        kinds.find(draft.category()).map(Category::title).orElse(Text.of(draft.category(), ""));
    StringBuilder words = new StringBuilder();
    if (YES.equals(draft.attributes().get(HAZARD))) {
      words.append("【可能危及人身安全】");
    }
    words.append(Masking.words(draft.words(), draft.contact().name().strip()));
    if (!draft.address().isEmpty()) {
      words.append(words.isEmpty() ? "" : "\n").append("地址：").append(draft.address());
    }
    return new Matter(
        Matter.Origin.PERSON,
        title,
        draft.category(),
        null,
        division,
        draft.place(),
        null,
        null,
        "",
        "",
        words.toString(),
        draft.simulated());
  }

  private static <T> Result<T> invalid(String code, String place, String message) {
    return Result.refused(Refusal.INVALID, Notice.of(code, place, message));
  }

  /**
   * Open cases nearby that are like what somebody is typing.
   *
   * @param told only those that people without an account told: all that the public hears of
   */
  public List<Likeness.Hint> similar(
      LngLat place, String category, String words, Instant since, boolean told) {
    return Likeness.hints(
        place,
        category,
        words,
        reports.near(place, Likeness.METRES, since, told, Likeness.MAX_CANDIDATES));
  }
}
