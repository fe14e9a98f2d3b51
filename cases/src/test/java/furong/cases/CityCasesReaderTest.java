package furong.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Result;
import furong.base.WorkTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a city's files are read, and that a mistake names its place. */
class CityCasesReaderTest {

  private static final String CONDITIONS =
      "id,categories,zh,en,limit,closing_zh,closing_en,source\n";

  @TempDir Path city;
  private Path cases;

  @BeforeEach
  void folder() throws IOException {
    cases = Files.createDirectory(city.resolve("cases"));
  }

  @Test
  void aCityWithoutTheFolderWorksByThePlainRules() throws IOException {
    Files.delete(cases);
    assertThat(read().orThrow()).isEqualTo(CityCases.PLAIN);
  }

  @Test
  void decisionsAndTheVersionInForceAreReadAndEmptyOnesStayUnknown() throws IOException {
    write(
        "policy.csv",
        "key,value,source\nversion,v2,\nlimit.accept,15 work-minute,\n"
            + "limit.check,,\nreturn.limit,1,\nreopen.within,,\nsource,样例,\n");
    write("categories-v2.csv", "code,zh,en\npart-0199,蜂箱,Beehive\n");
    write("conditions-v1.csv", CONDITIONS + "old,part-0101,破,Broken,3 work-day,,,a\n");
    write(
        "conditions-v2.csv",
        CONDITIONS + "new,part-0101 part-0199,破,Broken,2 work-day,修好,Mended,b\n");
    CityCases read = read().orThrow();
    assertThat(read.policy().limits())
        .containsExactly(
            java.util.Map.entry(Stage.ACCEPT, new WorkTime(15, WorkTime.Unit.WORK_MINUTE)));
    assertThat(read.policy().returnLimit()).isEqualTo(1);
    assertThat(read.policy().reopenWithin()).isEmpty();
    assertThat(read.source()).isEqualTo("样例");
    assertThat(read.categories().conditions("part-0199"))
        .extracting(Condition::id)
        .containsExactly("v2/new");
    assertThat(read.categories().conditions("part-0101").getFirst().closing().orElseThrow().zh())
        .isEqualTo("修好");
    assertThat(read.categories().condition("v1/old").orElseThrow().limit().amount()).isEqualTo(3);
    assertThat(read.categories().find("part-0199").orElseThrow().group().zh()).isEqualTo("公用设施");
  }

  @Test
  void mistakesNameTheirPlace() throws IOException {
    write("policy.csv", "key,value,source\nversion,v1,\n");
    write("conditions-v1.csv", CONDITIONS + "a,part-0101,破,B,two days,,,x\n");
    assertThat(message()).contains("conditions-v1.csv:2", "two days");
    write("conditions-v1.csv", CONDITIONS + "a,part-9999,破,B,2 work-day,,,x\n");
    assertThat(message()).contains("v1/a", "part-9999");
    write("conditions-v1.csv", CONDITIONS);
    write(
        "dispatch.csv",
        "id,category,division,procedure,lead,assisting,zh,en\na,,,,fire,,消防,Fire\n");
    assertThat(message()).contains("fire");
  }

  /** The small city has no ecology bureau, so its rules of dispatch are left out here. */
  @Test
  void theSampleRowsOfChengduAreThoseOfTheStandard() throws IOException {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(root.resolve("cities/chengdu"))) {
      root = java.util.Objects.requireNonNull(root.getParent());
    }
    for (String file :
        java.util.List.of(
            "policy.csv", "categories-2025-sample.csv", "conditions-2025-sample.csv")) {
      Files.copy(root.resolve("cities/chengdu/cases").resolve(file), cases.resolve(file));
    }
    CityCases chengdu = read().orThrow();
    assertThat(chengdu.source()).startsWith("样例");
    assertThat(chengdu.policy().limits()).as("none is published").isEmpty();
    // four conditions of manhole covers: 2 urgent hours, 4 working hours, 2 and 5 working days
    assertThat(chengdu.categories().conditions("part-0101"))
        .extracting(c -> c.limit().code())
        .containsExactly("2 urgent-hour", "4 work-hour", "2 work-day", "5 work-day");
    Map<String, String> others =
        Map.of(
            "part-0104", "1 work-day", // 雨水箅子堵塞
            "event-0112", "2 work-hour", // 道路不洁
            "event-0110", "4 work-hour", // 暴露垃圾
            "event-0201", "1 work-day", // 非法小广告
            "event-0401", "2 urgent-hour", // 无照游商
            "event-0506", "2 urgent-hour", // 道路积水
            "event-0501", "1 urgent-hour", // 供水管道破裂
            "event-0505", "2 urgent-hour"); // 路面塌陷
    others.forEach((code, limit) ->
        assertThat(chengdu.categories().conditions(code))
            .as(code)
            .singleElement()
            .satisfies(c -> assertThat(c.limit().code()).isEqualTo(limit)));
  }

  private Result<CityCases> read() {
    return CityCasesReader.read(city, new SmallCity().city);
  }

  private String message() {
    return ((Result.Refused<CityCases>) read()).notices().getFirst().message();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(cases.resolve(name), text);
  }
}
