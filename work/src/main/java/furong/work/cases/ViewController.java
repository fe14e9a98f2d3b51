package furong.work.cases;

import furong.cases.SavedView;
import furong.cases.ViewDesk;
import furong.people.Caller;
import furong.serve.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Queues that people keep for themselves or share. */
@RestController
@RequestMapping("/api/case-views")
@Tag(name = "case-views", description = "保存的视图 Saved views of the list of cases")
public class ViewController {

  private final ViewDesk desk;

  ViewController(ViewDesk desk) {
    this.desk = desk;
  }

  /** A list with its filters, under a name. */
  public record ViewRequest(
      @Nullable String name, @Nullable String query, @Nullable Boolean shared) {}

  /** One view; {@code own} when the reader may remove it. */
  record ViewView(String id, String name, String query, boolean shared, boolean own) {}

  /** All of them. */
  record ViewList(List<ViewView> items) {}

  @GetMapping
  @Operation(summary = "视图列表 The own views and those that others share")
  ViewList list(@AuthenticationPrincipal Caller caller) {
    return new ViewList(desk.list(caller).stream().map(v -> view(caller, v)).toList());
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "保存视图 Keeps a view; one of the same name is replaced")
  ViewView save(@AuthenticationPrincipal Caller caller, @RequestBody ViewRequest body) {
    return view(
        caller,
        Problems.orThrow(
            desk.save(
                caller,
                body.name() == null ? "" : body.name(),
                body.query() == null ? "" : body.query(),
                Boolean.TRUE.equals(body.shared()))));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "删除视图 Removes a view of one's own")
  void remove(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
    Problems.orThrow(desk.remove(caller, id));
  }

  private static ViewView view(Caller caller, SavedView v) {
    return new ViewView(
        Long.toString(v.id()),
        v.name(),
        v.query(),
        v.shared(),
        v.owner().equals(caller.user().id()));
  }
}
