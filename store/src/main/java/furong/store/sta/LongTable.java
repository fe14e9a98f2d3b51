package furong.store.sta;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A map from positive numbers to values for many readers and one writer at a time: open addressing,
 * no lock and no boxing for readers. Looking up one of a million costs one or two memory reads.
 *
 * <p>A removed key keeps its place, so it does not shrink.
 */
final class LongTable<V> {

  private static final VarHandle KEY = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle VALUE = MethodHandles.arrayElementVarHandle(Object[].class);

  /** Keys and values of one size; 0 is the empty key. */
  private record Slots(long[] keys, @Nullable Object[] values) {
    Slots(int size) {
      this(new long[size], new Object[size]);
    }
  }

  private volatile Slots slots = new Slots(1024);
  private int used;

  @SuppressWarnings("unchecked")
  @Nullable V get(long key) {
    Slots now = slots;
    int mask = now.keys.length - 1;
    for (int i = slot(key, mask); ; i = (i + 1) & mask) {
      long there = (long) KEY.getAcquire(now.keys, i);
      if (there == key) {
        return (V) VALUE.getAcquire(now.values, i);
      }
      if (there == 0) {
        return null;
      }
    }
  }

  synchronized void put(long key, @Nullable V value) {
    if (key <= 0) {
      throw new IllegalArgumentException("keys are positive, not " + key);
    }
    // at most half full: probes stay short
    if (used * 2 >= slots.keys.length) {
      grow();
    }
    put(slots, key, value);
  }

  private void put(Slots into, long key, @Nullable Object value) {
    int mask = into.keys.length - 1;
    for (int i = slot(key, mask); ; i = (i + 1) & mask) {
      if (into.keys[i] == key) {
        VALUE.setRelease(into.values, i, value);
        return;
      }
      if (into.keys[i] == 0) {
        used++;
        // the value first: a reader that sees the key sees its value
        VALUE.setRelease(into.values, i, value);
        KEY.setRelease(into.keys, i, key);
        return;
      }
    }
  }

  private void grow() {
    Slots old = slots;
    Slots larger = new Slots(old.keys.length * 2);
    used = 0;
    for (int i = 0; i < old.keys.length; i++) {
      if (old.keys[i] != 0 && old.values[i] != null) {
        put(larger, old.keys[i], old.values[i]);
      }
    }
    slots = larger;
  }

  private static int slot(long key, int mask) {
    long h = key * 0x9E3779B97F4A7C15L;
    return (int) (h >>> 32) & mask;
  }
}
