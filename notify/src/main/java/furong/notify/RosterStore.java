package furong.notify;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: where shifts and the duty log are kept. */
public interface RosterStore {

  Shift add(Shift shift);

  Optional<Shift> findShift(long id);

  void removeShift(long id);

  /** Those of an organisation that touch the time, the earliest first; empty id: of all. */
  List<Shift> shifts(String organisation, Instant from, Instant to);

  LogNote append(LogNote note);

  /** Newest first. */
  List<LogNote> log(String organisation, int offset, int limit);

  long countLog(String organisation);
}
