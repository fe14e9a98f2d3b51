package furong.serve.packs;

import furong.base.Result.Refusal;
import furong.base.Text;
import furong.pack.Functions;
import furong.pack.PackBook;
import furong.serve.Lists;
import furong.serve.Problems;
import furong.serve.packs.PackViews.PackLine;
import furong.serve.packs.PackViews.PackView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The scene packs: rules with why, thresholds with reason and source, the board. Read only. */
@RestController
@RequestMapping("/api/packs")
@Tag(name = "packs", description = "场景包 Scene packs")
public class PackController {

  private final PackBook book;

  PackController(PackBook book) {
    this.book = book;
  }

  @GetMapping
  @Operation(summary = "场景包列表 The packs that this city runs")
  ResponseEntity<?> list(
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size,
      @RequestParam(defaultValue = "json") String format) {
    List<PackLine> all = book.packs().stream().map(PackViews::line).toList();
    return Lists.answer(format, "packs", PackLine.class, all, page, size);
  }

  /** A function of the rule language as editors offer it. */
  record FunctionLine(String name, String signature, String gives, Text what) {}

  @GetMapping("/language")
  @Operation(summary = "规则语言 The functions that an expression of a rule may call")
  ResponseEntity<?> language(
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "200") int size,
      @RequestParam(defaultValue = "json") String format) {
    List<FunctionLine> all =
        Functions.ALL.stream()
            .map(f -> new FunctionLine(f.name(), f.signature(), f.result().word(), f.what()))
            .toList();
    return Lists.answer(format, "rule-language", FunctionLine.class, all, page, size);
  }

  @GetMapping("/{id}")
  @Operation(summary = "场景包 One pack with everything that it says of itself")
  PackView pack(@PathVariable String id) {
    return book.findPack(id)
        .map(PackViews::view)
        .orElseThrow(() ->
            Problems.refuse(
                Refusal.NOT_FOUND,
                "pack.unknown",
                Text.of("没有场景包“" + id + "”", "there is no pack '" + id + "'")));
  }
}
