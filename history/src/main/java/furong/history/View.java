package furong.history;

import java.util.List;

/**
 * What readers see at one moment: the segments and the rows that are in none of them yet. Replaced
 * whole when a segment is committed, so that no row is ever missing or seen twice.
 */
record View(List<Segment> segments, Tail tail) {
  View {
    segments = List.copyOf(segments);
  }
}
