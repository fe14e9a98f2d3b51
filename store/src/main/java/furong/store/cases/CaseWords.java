package furong.store.cases;

import furong.store.Db;
import java.util.stream.IntStream;

/**
 * The words of cases in PostgreSQL, and how they are found. Words of new cases wait beside the
 * index until {@link #index} puts them in, many at once; a search reads through what waits, some
 * microseconds a case, so it finds a case as soon as it is there. Meant for one who calls it again
 * and again: while nobody does, searches become slower and miss nothing.
 */
public final class CaseWords {

  /**
   * Ids of cases that hold some words, by {@link #pairs} and twice the words in small letters: the
   * index of pairs of characters, then the words; and those that wait.
   */
  static final String HOLDING =
      "select case_id from case_words"
          + " where case_bigrams(words) @> ? and position(? in lower(words)) > 0"
          + " union all select case_id from case_words_waiting where position(? in lower(words)) > 0";

  private static final String INDEX =
      """
      with taken as (
        delete from case_words_waiting
        where case_id in (select case_id from case_words_waiting order by case_id limit ?)
        returning case_id, words)
      insert into case_words select case_id, words from taken
      on conflict (case_id) do update set words = excluded.words
      """;

  private final Db db;

  public CaseWords(Db db) {
    this.db = db;
  }

  /** Each pair of neighbouring characters once, as {@code case_bigrams} makes them of a text. */
  static String[] pairs(String text) {
    int[] characters = text.codePoints().toArray();
    return IntStream.range(0, characters.length - 1)
        .mapToObj(i -> new String(characters, i, 2))
        .distinct()
        .toArray(String[]::new);
  }

  /**
   * Puts words into the index, those of the oldest cases first.
   *
   * @param most of so many cases
   * @return of how many
   */
  public int index(int most) {
    return db.inOne(() -> {
      int put = db.update(INDEX, most);
      if (put > 0) {
        db.list("select gin_clean_pending_list('case_words_pairs')", row -> row.getLong(1));
      }
      return put;
    });
  }
}
