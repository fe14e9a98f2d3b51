package furong.observe.sta;

import furong.base.Notice;

/** A query or a path that cannot be understood; says where. Mapped to 400 at the door. */
public final class QueryFault extends RuntimeException {

  private final Notice notice;

  /**
   * @param code stable, such as {@code query.syntax}
   * @param option the query option, such as {@code $filter}; or {@code path}
   * @param position offset of the first character in doubt, in the decoded text of the option
   * @param message what is wrong
   */
  public QueryFault(String code, String option, int position, String message) {
    super(option + ":" + position + ": " + message);
    this.notice = Notice.of(code, option + ":" + position, message);
  }

  public Notice notice() {
    return notice;
  }
}
