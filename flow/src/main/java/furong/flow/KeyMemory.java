package furong.flow;

import furong.observe.BatchKeys;

/**
 * The newest batch keys of one shard, as 64-bit hashes: a ring that forgets the oldest, and an
 * open-addressing set over it. 24 bytes a key at most. Not thread-safe.
 */
final class KeyMemory {

  /** In place of a hash that happens to be 0, which marks an empty slot. */
  private static final long ZERO = 1;

  private final int limit;
  private long[] ring = new long[64];
  private long[] slots = new long[256];
  private int first;
  private int size;

  KeyMemory() {
    this(BatchKeys.REMEMBERED);
  }

  KeyMemory(int limit) {
    this.limit = limit;
  }

  boolean contains(long hash) {
    return slots[find(notZero(hash))] != 0;
  }

  /** Remembers it, and forgets the oldest when there are too many. */
  void add(long hash) {
    long key = notZero(hash);
    if (slots[find(key)] != 0) {
      return;
    }
    if (size == limit) {
      remove(ring[first]);
      first = (first + 1) % ring.length;
      size--;
    } else if (size == ring.length) {
      growRing();
    }
    ring[(first + size++) % ring.length] = key;
    if (size * 2 > slots.length) {
      rebuild(slots.length * 2);
    }
    slots[find(key)] = key;
  }

  int size() {
    return size;
  }

  private static long notZero(long hash) {
    return hash == 0 ? ZERO : hash;
  }

  /** The slot that holds the key, or the empty one where it would stand. */
  private int find(long key) {
    int mask = slots.length - 1;
    int at = (int) (key ^ key >>> 32) & mask;
    while (slots[at] != 0 && slots[at] != key) {
      at = at + 1 & mask;
    }
    return at;
  }

  /** Removes a key and closes the gap, so that a search never stops early. */
  private void remove(long key) {
    int mask = slots.length - 1;
    int gap = find(key);
    slots[gap] = 0;
    for (int at = gap + 1 & mask; slots[at] != 0; at = at + 1 & mask) {
      long moved = slots[at];
      slots[at] = 0;
      slots[find(moved)] = moved;
    }
  }

  private void growRing() {
    long[] larger = new long[Math.min(limit, ring.length * 2)];
    for (int i = 0; i < size; i++) {
      larger[i] = ring[(first + i) % ring.length];
    }
    ring = larger;
    first = 0;
  }

  private void rebuild(int capacity) {
    slots = new long[capacity];
    for (int i = 0; i < size; i++) {
      long key = ring[(first + i) % ring.length];
      slots[find(key)] = key;
    }
  }
}
