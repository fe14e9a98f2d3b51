package furong.app.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import furong.serve.Lists;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Every list that people read page by page can be taken away as a file. */
class ListsOfferFilesTest {

  /** Lists that are no tables: what a form offers to choose from, and hints while one types. */
  private static final Map<String, String> CHOICES =
      Map.of(
          "/api/alerts/{id}/people", "to whom an alert may be given",
          "/api/alerts/assignees", "whose alerts may be asked for; the alerts have a file",
          "/api/duty/organisations", "whose roster may be read; the rosters have files",
          "/api/plan/units", "who may be asked for something of the plan",
          "/api/pub/divisions", "where a person is",
          "/api/pub/similar", "what a person may mean",
          "/api/cases/similar", "what is reported already");

  /** One door of a list. @param files whether it gives files, too */
  private record Door(String path, boolean list, boolean files) {}

  private static Stream<Door> doors() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("furong")
            .stream()
            .filter(c -> c.isAnnotatedWith(RestController.class))
            .map(JavaClass::reflect)
            .flatMap(c -> Arrays.stream(c.getDeclaredMethods()).flatMap(m -> doors(c, m)));
  }

  private static Stream<Door> doors(Class<?> controller, Method method) {
    GetMapping get = AnnotatedElementUtils.findMergedAnnotation(method, GetMapping.class);
    if (get == null) {
      return Stream.empty();
    }
    RequestMapping of =
        AnnotatedElementUtils.findMergedAnnotation(controller, RequestMapping.class);
    String above = of == null || of.path().length == 0 ? "" : of.path()[0];
    List<String> names = Arrays.stream(method.getParameters()).map(Parameter::getName).toList();
    boolean list =
        names.contains("page")
            || method.getReturnType() == Lists.Slice.class
            || method.getReturnType() == List.class;
    boolean files =
        names.contains("format")
            || Arrays.stream(get.params()).anyMatch(p -> p.startsWith("format"));
    return Stream.of(get.path().length == 0 ? new String[] {""} : get.path())
        .map(path -> new Door(above + path, list, files));
  }

  @Test
  void eachListIsAFileTooOrAChoice() {
    Map<String, Boolean> lists = new TreeMap<>();
    doors().filter(Door::list).forEach(d -> lists.put(d.path(), false));
    doors().filter(Door::files).forEach(d -> lists.computeIfPresent(d.path(), (p, was) -> true));
    assertThat(lists).as("lists that the doors were searched for").hasSizeGreaterThan(30);
    TreeSet<String> without = new TreeSet<>();
    lists.forEach((path, files) -> {
      if (!files) {
        without.add(path);
      }
    });
    assertThat(without)
        .as("lists without a file")
        .containsExactlyInAnyOrderElementsOf(CHOICES.keySet());
  }
}
