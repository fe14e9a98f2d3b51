package furong.notify.cap;

/** Port: who wants to know of warnings of others; told after they are committed. */
public interface WarningListener {

  void warningChanged(Warning warning);
}
