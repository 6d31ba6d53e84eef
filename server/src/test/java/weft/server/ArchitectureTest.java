package weft.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/// What surrounds the relay cannot read, either.
final class ArchitectureTest {
  @Test
  void the_server_reaches_no_code_that_could_read_a_session() {
    JavaClasses server = new ClassFileImporter().importPackages("weft.server");
    assertThat(server).isNotEmpty();
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("weft.crypto..", "weft.terminal..", "weft.host..", "javax.crypto..")
        .check(server);
  }
}
