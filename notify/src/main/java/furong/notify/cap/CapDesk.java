package furong.notify.cap;

import furong.base.DivisionLevel;
import furong.base.Level;
import furong.base.Result;
import furong.base.Text;
import furong.base.Transactions;
import furong.cases.Case;
import furong.cases.CaseEvent;
import furong.cases.Matter;
import furong.cases.OutsideCases;
import furong.city.CityProfile;
import furong.city.Divisions;
import furong.geo.LngLat;
import furong.notify.WarningCalls;
import furong.notify.WarningCalls.Told;
import furong.notify.WarningPolicy;
import furong.notify.cap.CapReader.Bundle;
import furong.notify.cap.CapReader.Part;
import furong.notify.cap.Warning.State;
import furong.notify.cap.Warning.Words;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes the warnings of others in: each message once, however often it comes; its updates and its
 * cancellation are followed, in whatever order they arrive; and where it meets our grids a case
 * opens in each of them, once per matter and grid. When these are more than the policy's {@code
 * most}, it opens them in the communities, and at last in the streets.
 *
 * <p>Who is on duty at the organisations that answer for {@code warnings.duty} is told of the
 * cases; see {@link WarningCalls}.
 *
 * <p>They stay theirs: their words, their colour, their sender. The platform issues no
 * meteorological signal (气象灾害防御条例 §30). A warning that is no {@code Actual} one, is over, or is
 * milder than the policy says opens no case.
 */
public final class CapDesk {

  /** A message that is known is not new, and changes nothing. */
  public record Taken(String key, String msgType, State state, boolean isNew, int casesOpened) {}

  /**
   * What one document came to. @param links that an index names; following them is not done here
   */
  public record Receipt(List<Taken> taken, List<String> links) {
    public Receipt {
      taken = List.copyOf(taken);
      links = List.copyOf(links);
    }
  }

  private static final List<DivisionLevel> SMALLEST_FIRST =
      List.of(DivisionLevel.GRID, DivisionLevel.COMMUNITY);

  private static final Set<String> WARNS = Set.of("Alert", "Update");

  private final WarningStore store;
  private final CapReader reader;
  private final WarnedPlaces warned;
  private final OutsideCases cases;
  private final WarningPolicy policy;
  private final WarningCalls calls;
  private final Transactions transactions;
  private final InstantSource time;
  private final WarningListener listener;

  public CapDesk(
      WarningStore store,
      CapReader reader,
      CityProfile city,
      OutsideCases cases,
      WarningPolicy policy,
      WarningCalls calls,
      Transactions transactions,
      InstantSource time,
      WarningListener listener) {
    this.store = store;
    this.reader = reader;
    this.warned = new WarnedPlaces(city);
    this.cases = cases;
    this.policy = policy;
    this.calls = calls;
    this.transactions = transactions;
    this.time = time;
    this.listener = listener;
  }

  /** Takes a document in, all of it or nothing. @param via who or what brought it */
  public Result<Receipt> take(byte[] bytes, String via) {
    return reader.read(bytes).map(bundle -> transactions.inOne(() -> takeAll(bundle, via)));
  }

  private Receipt takeAll(Bundle bundle, String via) {
    List<Taken> taken = new ArrayList<>();
    bundle.parts().forEach(part -> taken.add(takeOne(part, via)));
    return new Receipt(taken, bundle.links());
  }

  private Taken takeOne(Part part, String via) {
    Instant now = Instant.ofEpochMilli(time.millis());
    Warning warning = warning(part, via, now);
    if (!store.add(warning)) {
      State state = store.find(warning.key()).map(Warning::state).orElse(warning.state());
      return new Taken(warning.key(), warning.msgType(), state, false, 0);
    }
    follow(warning);
    int opened = warning.inForce(now) ? openCases(warning, part.message()) : 0;
    transactions.afterCommit(() -> listener.warningChanged(warning));
    return new Taken(warning.key(), warning.msgType(), warning.state(), true, opened);
  }

  /** Ends what it is about: replaced by an update, or cancelled. */
  private void follow(Warning warning) {
    if (!warning.msgType().equals("Update") && !warning.msgType().equals("Cancel")) {
      return;
    }
    boolean cancels = warning.msgType().equals("Cancel");
    for (String key : warning.references()) {
      store
          .find(key)
          .filter(w -> w.state() == State.ACTIVE)
          .map(w -> w.ended(cancels ? State.CANCELLED : State.REPLACED, warning.key()))
          .ifPresent(ended -> {
            store.update(ended);
            transactions.afterCommit(() -> listener.warningChanged(ended));
          });
    }
    String words = warning.words().headline().isEmpty() ? warning.msgType() : headline(warning);
    store
        .cases(warning.thread())
        .values()
        .forEach(id -> cases.note(id, cancels ? CaseEvent.CLEARED : CaseEvent.REPEATED, words));
  }

  private int openCases(Warning warning, CapMessage message) {
    if (!warning.status().equals("Actual") || !policy.opens(warning.words().severity())) {
      return 0;
    }
    List<Case> opened = new ArrayList<>();
    Set<String> before = store.cases(warning.thread()).keySet();
    for (String place : places(warning, message)) {
      boolean covered = before.stream().anyMatch(wider -> Divisions.isWithin(place, wider));
      if (!covered && store.claim(warning.thread(), place)) {
        Case one = cases.open(matter(warning, message, place), policy.procedure());
        store.setCase(warning.thread(), place, one.id());
        opened.add(one);
      }
    }
    calls.tell(
        new Told(warning.key(), headline(warning), warning.words().senderName(), urgency(warning)),
        opened);
    return opened.size();
  }

  /** The smallest divisions that are not too many; the streets, however many these are. */
  private List<String> places(Warning warning, CapMessage message) {
    if (warning.streets().size() < policy.most()) {
      for (DivisionLevel level : SMALLEST_FIRST) {
        List<String> met = policy.level().above(level) ? List.of() : warned.of(message, level);
        if (!met.isEmpty() && met.size() <= policy.most()) {
          return met;
        }
      }
    }
    return warning.streets();
  }

  /** By their colour, else by their severity as our own alerts go out; else as a yellow one. */
  private static Level urgency(Warning warning) {
    Level colour = warning.colour();
    return colour != null
        ? colour
        : switch (warning.words().severity()) {
          case "Extreme" -> Level.I;
          case "Severe" -> Level.II;
          case "Minor" -> Level.IV;
          default -> Level.III;
        };
  }

  /** It has a point to look at, within what is warned of; see {@link WarnedPlaces#point}. */
  private Matter matter(Warning warning, CapMessage message, String place) {
    String name = headline(warning);
    Words words = warning.words();
    String text = words.description() + "\n" + words.instruction();
    return new Matter(
        Matter.Origin.WARNING,
        Text.of("外部预警 · " + name, "Warning of others · " + name),
        policy.category(),
        warning.colour(),
        place,
        warned.point(message, place).<@Nullable LngLat>map(at -> at).orElse(null),
        null,
        null,
        "",
        WarningPolicy.PROCEDURE,
        (words.senderName() + " " + warning.identifier() + "\n" + text).strip(),
        false);
  }

  private static String headline(Warning warning) {
    Words words = warning.words();
    return words.headline().isEmpty() ? words.event() : words.headline();
  }

  private Warning warning(Part part, String via, Instant now) {
    CapMessage m = part.message();
    String key = m.ref().key();
    List<String> references = m.references().stream().map(CapRef::key).toList();
    List<Warning> later = store.naming(key);
    State state =
        !WARNS.contains(m.text("msgType"))
            ? State.NOTED
            : later.stream().anyMatch(w -> w.msgType().equals("Cancel"))
                ? State.CANCELLED
                : later.isEmpty() ? State.ACTIVE : State.REPLACED;
    return new Warning(
        key,
        thread(key, references, later),
        references,
        m.text("sender"),
        m.text("identifier"),
        m.sent().toInstant(),
        m.text("msgType"),
        m.text("status"),
        words(m),
        m.info().flatMap(TheirColour::of).<@Nullable Level>map(l -> l).orElse(null),
        instant(m, "effective"),
        instant(m, "expires"),
        state,
        state == State.ACTIVE || later.isEmpty() ? null : later.getLast().key(),
        part.seal(),
        warned.of(m, DivisionLevel.STREET),
        via,
        now,
        part.xml());
  }

  /** The first message of the matter that we know of, or that is named. */
  private String thread(String key, List<String> references, List<Warning> later) {
    for (String reference : references) {
      var known = store.find(reference);
      if (known.isPresent()) {
        return known.get().thread();
      }
    }
    if (!references.isEmpty()) {
      return references.getFirst();
    }
    return later.isEmpty() ? key : later.getFirst().thread();
  }

  private static Words words(CapMessage m) {
    CapInfo info =
        m.info()
            .orElse(
                new CapInfo(
                    List.of(), List.of(), Map.of(), List.of(), List.of(), List.of(), List.of()));
    return new Words(
        info.text("senderName").isEmpty() ? m.text("sender") : info.text("senderName"),
        info.text("event"),
        info.text("headline"),
        info.text("severity"),
        info.text("urgency"),
        info.text("certainty"),
        info.text("description"),
        info.text("instruction"),
        info.areas().stream().map(CapArea::desc).collect(Collectors.joining("；")));
  }

  private static @Nullable Instant instant(CapMessage m, String element) {
    return m.info()
        .flatMap(i -> CapTime.read(i.text(element)))
        .map(java.time.OffsetDateTime::toInstant)
        .orElse(null);
  }
}
