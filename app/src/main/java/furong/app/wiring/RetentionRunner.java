package furong.app.wiring;

import furong.history.HistoryStore;
import furong.observe.Catalogue;
import furong.observe.DatastreamInfo;
import furong.observe.Expiry;
import furong.pack.PackBook;
import furong.pack.Property;
import furong.people.AuditEntry;
import furong.people.AuditTrail;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Once a local day, and at the start, removes the raw observations that their packs do not keep any
 * longer: those of days that ended {@code keep} ago. What came of them (indicators, alerts, cases)
 * stays. One thread.
 */
final class RetentionRunner {

  private final HistoryStore store;
  private final Catalogue catalogue;
  private final PackBook packs;
  private final AuditTrail trail;
  private final InstantSource clock;
  private final ZoneId zone;
  private @Nullable LocalDate done;

  RetentionRunner(
      HistoryStore store,
      Catalogue catalogue,
      PackBook packs,
      AuditTrail trail,
      InstantSource clock,
      ZoneId zone) {
    this.store = store;
    this.catalogue = catalogue;
    this.packs = packs;
    this.trail = trail;
    this.clock = clock;
    this.zone = zone;
  }

  /** Removes what is due, if it was not done today. Gives how many observations went. */
  long run() {
    Instant now = clock.instant();
    LocalDate today = now.atZone(zone).toLocalDate();
    if (today.equals(done)) {
      return 0;
    }
    Map<String, String> kept = new TreeMap<>();
    List<Expiry> due = new ArrayList<>();
    for (Property property : packs.properties()) {
      @Nullable Duration keep = property.keep();
      if (keep == null) {
        continue;
      }
      List<Long> of =
          catalogue.datastreams(property.id(), "").stream().map(DatastreamInfo::id).toList();
      if (!of.isEmpty()) {
        due.add(new Expiry(of, today.atStartOfDay(zone).minus(keep).toInstant().toEpochMilli()));
        kept.put(property.id(), keep.toString());
      }
    }
    long removed = due.isEmpty() ? 0 : store.expire(due);
    if (removed > 0) {
      kept.put("removed", Long.toString(removed));
      trail.append(
          new AuditEntry(
              0, now, AuditEntry.SYSTEM, "", "", "history.expire", "history", Map.of(), kept, ""));
    }
    done = today;
    return removed;
  }
}
