package furong.store.sta;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A map from positive numbers to values for many readers and one writer at a time: pages of 256
 * neighbouring keys, found by open addressing; no lock and no boxing for readers. Looking up one of
 * a million costs two memory reads.
 *
 * <p>Keys are ids that a database counted up, so that a page is as good as full and a key costs 4
 * bytes; one that stands alone costs a page, 1 KB. A removed key keeps its place, so it does not
 * shrink.
 */
final class LongTable<V> {

  private static final VarHandle KEY = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle PAGE = MethodHandles.arrayElementVarHandle(Object[][].class);
  private static final VarHandle VALUE = MethodHandles.arrayElementVarHandle(Object[].class);

  private static final int PAGE_BITS = 8;

  private static final int PAGE_SIZE = 1 << PAGE_BITS;

  /** Numbers of pages from 1, and pages, of one size; 0 is the empty number. */
  private record Slots(long[] numbers, @Nullable Object[] @Nullable [] pages) {
    Slots(int size) {
      this(new long[size], new Object[size][]);
    }
  }

  private volatile Slots slots = new Slots(64);
  private int used;

  @SuppressWarnings("unchecked")
  @Nullable V get(long key) {
    Object[] page = key <= 0 ? null : page(slots, number(key));
    return page == null ? null : (V) VALUE.getAcquire(page, at(key));
  }

  private static @Nullable Object @Nullable [] page(Slots now, long number) {
    int mask = now.numbers.length - 1;
    for (int i = slot(number, mask); ; i = (i + 1) & mask) {
      long there = (long) KEY.getAcquire(now.numbers, i);
      if (there == number) {
        return (Object[]) PAGE.getAcquire(now.pages, i);
      }
      if (there == 0) {
        return null;
      }
    }
  }

  /**
   * Null takes a value away.
   *
   * @return what was there
   */
  @SuppressWarnings("unchecked")
  synchronized @Nullable V put(long key, @Nullable V value) {
    if (key <= 0) {
      throw new IllegalArgumentException("keys are positive, not " + key);
    }
    Object[] page = page(slots, number(key));
    if (page == null) {
      // at most half full: probes stay short
      if (used * 2 >= slots.numbers.length) {
        grow();
      }
      page = new Object[PAGE_SIZE];
      put(slots, number(key), page);
      used++;
    }
    return (V) VALUE.getAndSet(page, at(key), value);
  }

  private static void put(Slots into, long number, @Nullable Object[] page) {
    int mask = into.numbers.length - 1;
    int i = slot(number, mask);
    while (into.numbers[i] != 0) {
      i = (i + 1) & mask;
    }
    // the page first: a reader that sees the number sees its page
    PAGE.setRelease(into.pages, i, page);
    KEY.setRelease(into.numbers, i, number);
  }

  private void grow() {
    Slots old = slots;
    Slots larger = new Slots(old.numbers.length * 2);
    for (int i = 0; i < old.numbers.length; i++) {
      Object[] page = old.pages[i];
      if (old.numbers[i] != 0 && page != null) {
        put(larger, old.numbers[i], page);
      }
    }
    slots = larger;
  }

  /** Gives the values in the order of their keys. */
  @SuppressWarnings("unchecked")
  void each(Consumer<V> taker) {
    Slots now = slots;
    long[] numbers = now.numbers.clone();
    Arrays.sort(numbers);
    for (long number : numbers) {
      Object[] page = number == 0 ? null : page(now, number);
      for (int i = 0; page != null && i < PAGE_SIZE; i++) {
        V value = (V) VALUE.getAcquire(page, i);
        if (value != null) {
          taker.accept(value);
        }
      }
    }
  }

  private static long number(long key) {
    return (key >>> PAGE_BITS) + 1;
  }

  private static int at(long key) {
    return (int) key & PAGE_SIZE - 1;
  }

  private static int slot(long number, int mask) {
    long h = number * 0x9E3779B97F4A7C15L;
    return (int) (h >>> 32) & mask;
  }
}
