package furong.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

class DoorMappingsTest {

  @Test
  void aMappingBeginsAsAllItsPathsDo() {
    assertThat(beginning("/api/cases")).isEqualTo("/api/cases");
    assertThat(beginning("/api/cases/{id}/actions/{action}")).isEqualTo("/api/cases");
    assertThat(beginning("/pages/**")).as("takes /pages too").isEqualTo("/pages");
    assertThat(beginning("/tiles/{*rest}")).as("takes /tiles too").isEqualTo("/tiles");
    assertThat(beginning("/open311/v2/requests.{format}")).isEqualTo("/open311/v2/requests.");
  }

  @Test
  void ofSeveralPathsWhatTheyShare() {
    assertThat(beginning("/cap/alerts.atom", "/cap/{id}.xml")).isEqualTo("/cap");
    assertThat(beginning("/a", "/b/c")).isEqualTo("/");
    assertThat(beginning("/{any}")).as("no path is passed over").isEmpty();
  }

  private static String beginning(String... paths) {
    return DoorMappings.beginning(RequestMappingInfo.paths(paths).build());
  }
}
