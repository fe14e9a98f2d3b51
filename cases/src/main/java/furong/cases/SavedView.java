package furong.cases;

/**
 * A queue that somebody keeps: a list of cases with its filters, under a name.
 *
 * @param owner id of the user who made it
 * @param query the filters as the address of the list has them: {@code view=all&state=HANDLING}
 * @param shared true when everybody sees it; only the owner removes it
 */
public record SavedView(long id, String owner, String name, String query, boolean shared) {}
