package furong.pack;

import furong.base.Notice;
import furong.base.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects what is wrong with a set of files, so that a person sees every fault of one reading at
 * once and not one per attempt. Not thread-safe.
 */
public final class Faults {

  private final List<Notice> notices = new ArrayList<>();

  public void add(String code, Place place, Text message) {
    notices.add(Notice.of(code, place.toString(), message));
  }

  public void add(String code, Place place, Text message, Text hint) {
    notices.add(Notice.of(code, place.toString(), message).withHint(hint));
  }

  public void addAll(List<Notice> more) {
    notices.addAll(more);
  }

  public boolean isEmpty() {
    return notices.isEmpty();
  }

  /** In the order in which they were found. */
  public List<Notice> notices() {
    return List.copyOf(notices);
  }
}
