package weft.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class OpenFilesTest {
  private static String limits(String soft) {
    return """
    Limit                     Soft Limit           Hard Limit           Units
    Max processes             94135                94135                processes
    Max open files            %s                 524288               files
    Max locked memory         8388608              8388608              bytes
    """
        .formatted(soft);
  }

  @Test
  void as_many_connections_as_are_wanted_where_the_system_allows_them() {
    assertThat(OpenFiles.connections(20_000, limits("524288"))).isEqualTo(20_000);
    assertThat(OpenFiles.connections(20_000, limits("unlimited"))).isEqualTo(20_000);
    assertThat(OpenFiles.connections(20_000, "")).isEqualTo(20_000);
  }

  @Test
  void fewer_where_it_does_not() {
    assertThat(OpenFiles.connections(20_000, limits("1024"))).isEqualTo(824);
    assertThat(OpenFiles.connections(20_000, limits("100"))).isEqualTo(1);
  }

  @Test
  void this_system_allows_some() {
    assertThat(OpenFiles.connections(2)).isPositive();
  }
}
