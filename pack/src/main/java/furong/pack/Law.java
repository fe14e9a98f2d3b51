package furong.pack;

import java.util.List;

/** One thing that every pack must obey. */
@FunctionalInterface
interface Law {

  void check(PackBook book, List<Golden> goldens, Faults faults);
}
