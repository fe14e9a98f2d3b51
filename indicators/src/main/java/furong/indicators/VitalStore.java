package furong.indicators;

import furong.detect.VitalWindow;
import java.util.Collection;
import java.util.List;

/** Port: the windows that vital signs are made of. Windows without readings are never given. */
public interface VitalStore {

  /** Puts each in place of the one with the same shard, division, property and start. */
  void put(Collection<VitalWindow> windows);

  /**
   * The windows of one division that begin in a span, of all properties, by property and start.
   *
   * @param fromMs included
   * @param toMs excluded
   */
  List<VitalSlot> slots(String division, long fromMs, long toMs);

  /** The windows of one property in these divisions, by division and start. */
  List<VitalSlot> slots(Collection<String> divisions, String property, long fromMs, long toMs);

  /** Takes away windows that began before; returns how many. */
  int forget(long beforeMs);
}
