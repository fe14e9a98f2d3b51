package furong.plan;

import furong.plan.RegisterEntry.Sort;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The plan of the city's files with the tasks and projects that were added in the platform (任务分解,
 * 项目库). Readers get a snapshot, made anew after {@link TaskDesk} has committed what it wrote.
 *
 * <pre>{@code
 * book.plan().find("A24");   // of the text
 * book.plan().find("T12");   // task 12 that was added; found even when it has ended
 * }</pre>
 *
 * Another server on the same database sees a new task at its next refresh.
 */
public final class TaskBook {

  /** Names of what is added: T and P with the number of the register. */
  private static final Pattern ADDED = Pattern.compile("[TP][0-9]+");

  private final Plan text;
  private final RegisterStore register;
  private volatile @Nullable Plan whole;

  public TaskBook(Plan text, RegisterStore register) {
    this.text = text;
    this.register = register;
  }

  public Plan plan() {
    Plan now = whole;
    return now == null ? refresh() : now;
  }

  /** Reads again what was added; asks the store twice. */
  public synchronized Plan refresh() {
    List<RegisterEntry> tasks = added(Sort.TASK);
    List<RegisterEntry> projects = added(Sort.PROJECT);
    Plan now =
        text.with(
            tasks.stream().filter(TaskBook::running).map(TaskBook::task).toList(),
            projects.stream().filter(TaskBook::running).map(TaskBook::project).toList(),
            Stream.<Item>concat(
                    tasks.stream().filter(e -> !running(e)).map(TaskBook::task),
                    projects.stream().filter(e -> !running(e)).map(TaskBook::project))
                .toList());
    whole = now;
    return now;
  }

  private List<RegisterEntry> added(Sort sort) {
    return register.list(sort, Set.of(), 0, Integer.MAX_VALUE).stream()
        .sorted(Comparator.comparingLong(RegisterEntry::id))
        .toList();
  }

  private static boolean running(RegisterEntry e) {
    return e.state() == RegisterState.RUNNING;
  }

  private static Task task(RegisterEntry e) {
    return new Task(id(e), of(e), e.title());
  }

  private static Project project(RegisterEntry e) {
    return new Project(id(e), of(e), e.title());
  }

  private static String of(RegisterEntry e) {
    @Nullable String of = e.item();
    return of == null ? "" : of;
  }

  /** How an entry is called in the plan. */
  static String id(RegisterEntry e) {
    return (e.sort() == Sort.TASK ? "T" : "P") + e.id();
  }

  /** Whether an item was added in the platform. */
  public static boolean isAdded(String item) {
    return ADDED.matcher(item).matches();
  }

  /** The number in the register of an item that was added. */
  static long number(String item) {
    return Long.parseLong(item.substring(1));
  }
}
