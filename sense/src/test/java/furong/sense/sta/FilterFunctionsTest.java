package furong.sense.sta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * Every operator and function of {@code $filter}, SensorThings 1.1, tables 23 and 24, each in a
 * pair: a condition that holds and one beside it that does not.
 */
class FilterFunctionsTest {

  private static final StaWorld WORLD = StaWorld.shared();

  /** 2026-03-05T14:07:09.250Z, a Thursday. */
  private static final String WHEN = "2026-03-05T22:07:09.250+08:00";

  @BeforeAll
  static void oneObservation() {
    WORLD.empty();
    long thing =
        WORLD.post(
            "/Things",
            """
            {"name":" Park Gate ","description":"d","properties":{"n":-7,"x":2.5,"s":"abc","b":true,"none":null,"deep":{"list":[5,6]}},
             "Locations":[{"name":"l","description":"d","encodingType":"application/geo+json",
               "location":{"type":"Point","coordinates":[104.5,30.5]}},
              {"name":"way","description":"d","encodingType":"application/geo+json",
               "location":{"type":"LineString","coordinates":[[104.0,30.0],[104.75,31.0]]}}],
             "Datastreams":[%s]}\
            """
                .formatted(StaWorld.datastream("D")));
    WORLD.post(
        "/Datastreams(" + WORLD.datastreamOf(thing) + ")/Observations",
        "{\"result\":12.5,\"phenomenonTime\":\"" + WHEN + "\",\"parameters\":{\"k\":\"v\"}}");
  }

  private static int found(String set, String filter) {
    return WORLD.get("/" + set + "?$filter=" + filter.replace("+", "%2B")).path("value").size();
  }

  @ParameterizedTest(name = "{0} holds, {1} does not")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          properties/n eq -7                       | properties/n eq 7
          properties/n ne 7                        | properties/n ne -7
          properties/n gt -8                       | properties/n gt -7
          properties/n ge -7                       | properties/n ge -6
          properties/n lt -6                       | properties/n lt -7
          properties/n le -7                       | properties/n le -8
          properties/b eq true                     | properties/b eq false
          properties/none eq null                  | properties/n eq null
          properties/n ne null                     | properties/none ne null
          properties/n eq -7 and properties/b eq true | properties/n eq -7 and properties/b eq false
          properties/n eq 7 or properties/b eq true | properties/n eq 7 or properties/b eq false
          not (properties/n eq 7)                  | not (properties/n eq -7)
          properties/n add 8 eq 1                  | properties/n add 8 eq 2
          properties/n sub 3 eq -10                | properties/n sub 3 eq -4
          properties/n mul 2 eq -14                | properties/n mul 2 eq 14
          properties/n div 2 eq -3.5               | properties/n div 2 eq -3
          properties/n mod 4 eq -3                 | properties/n mod 4 eq 1
          1 add 2 mul 3 eq 7                       | 1 add 2 mul 3 eq 9
          (1 add 2) mul 3 eq 9                     | (1 add 2) mul 3 eq 7
          round(properties/x) eq 3                 | round(properties/x) eq 2
          floor(properties/x) eq 2                 | floor(properties/x) eq 3
          ceiling(properties/x) eq 3               | ceiling(properties/x) eq 2
          properties/deep/list/1 eq 6              | properties/deep/list/0 eq 6
          substringof('Gate',name)                 | substringof(name,'Gate')
          startswith(name,' Park')                 | startswith(name,'Park')
          endswith(name,'Gate ')                   | endswith(name,'Gate')
          length(name) eq 11                       | length(name) eq 9
          indexof(name,'Gate') eq 6                | indexof(name,'Gate') eq 0
          indexof(name,'Tower') eq -1              | indexof(name,'Gate') eq -1
          substring(name,6) eq 'Gate '             | substring(name,7) eq 'Gate '
          substring(name,6,2) eq 'Ga'              | substring(name,6,3) eq 'Ga'
          tolower(name) eq ' park gate '           | tolower(name) eq ' Park Gate '
          toupper(name) eq ' PARK GATE '           | toupper(name) eq ' Park Gate '
          trim(name) eq 'Park Gate'                | trim(name) eq ' Park Gate '
          concat(trim(name),'!') eq 'Park Gate!'   | concat(trim(name),'!') eq 'Park Gate'
          length(properties/s) eq 3                | length(properties/n) eq 2
          Datastreams/ObservedProperty/name eq 'PM2.5' | Datastreams/ObservedProperty/name eq 'PM10'
          """)
  void onTheProperties(String holds, String doesNot) {
    assertThat(found("Things", holds)).as(holds).isEqualTo(1);
    assertThat(found("Things", doesNot)).as(doesNot).isZero();
  }

  @ParameterizedTest(name = "{0} holds, {1} does not")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          result gt 12                             | result gt 12.5
          result gt '12'                           | result gt '13'
          year(phenomenonTime) eq 2026             | year(phenomenonTime) eq 2025
          month(phenomenonTime) eq 3               | month(phenomenonTime) eq 2
          day(phenomenonTime) eq 5                 | day(phenomenonTime) eq 6
          hour(phenomenonTime) eq 14               | hour(phenomenonTime) eq 22
          minute(phenomenonTime) eq 7              | minute(phenomenonTime) eq 8
          second(phenomenonTime) eq 9              | second(phenomenonTime) eq 10
          fractionalseconds(phenomenonTime) eq 0.25 | fractionalseconds(phenomenonTime) eq 0
          date(phenomenonTime) eq 2026-03-05       | date(phenomenonTime) eq 2026-03-06
          date(phenomenonTime) lt 2026-03-06       | date(phenomenonTime) lt 2026-03-05
          date(phenomenonTime) eq date(2026-03-05T23:00:00Z) | date(phenomenonTime) eq date(2026-03-06T00:00:00Z)
          time(phenomenonTime) eq 14:07:09.250     | time(phenomenonTime) eq 14:07:09
          time(phenomenonTime) lt 14:08            | time(phenomenonTime) lt 14:07
          totaloffsetminutes(phenomenonTime) eq 0  | totaloffsetminutes(phenomenonTime) eq 480
          phenomenonTime gt 2026-03-05             | phenomenonTime gt 2026-03-06
          phenomenonTime eq 2026-03-05T14:07:09.250Z | phenomenonTime eq 2026-03-05T14:07:09Z
          phenomenonTime lt now() add duration'P36500D' | phenomenonTime gt now() add duration'P36500D'
          phenomenonTime gt mindatetime()          | phenomenonTime lt mindatetime()
          phenomenonTime lt maxdatetime()          | phenomenonTime gt maxdatetime()
          phenomenonTime add duration'PT1H' gt 2026-03-05T15:00:00Z | phenomenonTime sub duration'PT1H' gt 2026-03-05T15:00:00Z
          phenomenonTime sub 2026-03-05T14:00:00Z lt duration'PT8M' | phenomenonTime sub 2026-03-05T14:00:00Z lt duration'PT7M'
          parameters/k eq 'v'                      | parameters/k eq 'w'
          resultTime eq null                       | resultTime ne null
          Datastream/Thing/properties/n lt 0       | Datastream/Thing/properties/n gt 0
          FeatureOfInterest/name eq 'l'            | FeatureOfInterest/name eq 'way'
          st_within(FeatureOfInterest/feature,geography'POLYGON((104 30,105 30,105 31,104 31,104 30))') | st_within(FeatureOfInterest/feature,geography'POLYGON((1 1,2 1,2 2,1 2,1 1))')
          """)
  void onObservations(String holds, String doesNot) {
    assertThat(found("Observations", holds)).as(holds).isEqualTo(1);
    assertThat(found("Observations", doesNot)).as(doesNot).isZero();
  }

  @ParameterizedTest(name = "{0} holds for {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          geo.distance(location,geography'POINT(104.9 30.5)') le 0.4000001 | l
          geo.distance(location,geography'POINT(104.75 31)') eq 0 | way
          geo.length(location) ge 1.2499999        | way
          geo.length(location) eq 0                | l
          geo.intersects(location,geography'POLYGON((104.48 30.48,104.52 30.48,104.52 30.52,104.48 30.52,104.48 30.48))') | l
          st_intersects(location,geography'LINESTRING(104.0 30.4,104.6 30.2)') | way
          st_equals(location,geography'POINT(104.5 30.5)') | l
          st_disjoint(location,geography'POLYGON((104.48 30.48,104.52 30.48,104.52 30.52,104.48 30.52,104.48 30.48))') | way
          st_touches(location,geography'POLYGON((104.75 31,104.875 31,104.875 31.125,104.75 31))') | way
          st_within(location,geography'POLYGON((103.9 29.9,104.1 29.9,104.8 31.0,104.8 31.1,103.9 31.1,103.9 29.9))') | way
          st_overlaps(location,geography'LINESTRING(104.375 30.5,105.125 31.5)') | way
          st_crosses(location,geography'LINESTRING(104.0 30.4,104.6 30.2)') | way
          st_contains(location,geography'POINT(104.375 30.5)') | way
          st_relate(location,geography'POINT(104.5 30.5)','0FFFFFFF2') | l
          """)
  void onPlaces(String holds, String name) {
    JsonNode found = WORLD.get("/Locations?$select=name&$filter=" + holds).path("value");
    List<String> names = new ArrayList<>();
    found.forEach(one -> names.add(one.path("name").asString()));
    assertThat(names).containsExactly(name);
  }

  @Test
  void whatIsNoConditionIsRefusedWithItsPlace() {
    for (String wrong :
        List.of(
            "name",
            "name eq",
            "nme eq 'x'",
            "name eq 'x",
            "year(name) eq 1",
            "length(properties/s,1) eq 1",
            "date(properties/x) eq 14:07:00",
            "round('x') eq 1",
            "name gt 3",
            "geo.distance(name,geography'POINT(1 1)') lt 1",
            "st_within(properties/s,geography'PINT(1 1)')")) {
      String body = WORLD.send("GET", "/Things?$filter=" + wrong, "").body();
      assertThat(WORLD.parse(body).path("status").asInt()).as(wrong).isEqualTo(400);
      assertThat(body).as(wrong).contains("$filter");
    }
  }

  @Test
  void valuesBeyondNumbersAreRefusedNotBroken() {
    String huge = "properties/n mul 1e300 mul 1e300 gt 1";
    assertThat(WORLD.send("GET", "/Things?$filter=" + huge, "").statusCode()).isEqualTo(400);
  }

  @Test
  void ordersGoByPathsAndSeveralKeys() {
    JsonNode set =
        WORLD.get("/Locations?$orderby=encodingType desc,name desc&$select=name").path("value");
    assertThat(set.at("/0/name").asString()).isEqualTo("way");
    assertThat(WORLD.get("/Observations?$orderby=Datastream/name,result desc").path("value"))
        .hasSize(1);
  }
}
