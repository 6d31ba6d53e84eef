package weft.relay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The relay cannot read: it does not even know the code that could.
final class ArchitectureTest {
  private static final String[] READING = {
    "weft.crypto..", "weft.terminal..", "weft.host..", "javax.crypto.."
  };

  private final JavaClasses relay =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("weft.relay");

  @Test
  void the_relay_reaches_no_code_that_could_read_a_session() {
    assertThat(relay).isNotEmpty();
    noClasses().should().dependOnClassesThat().resideInAnyPackage(READING).check(relay);
  }

  @Test
  void the_relay_depends_on_the_protocol_and_netty_alone() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "weft.relay..", "weft.protocol..", "java..", "io.netty..", "org.jspecify..")
        .check(relay);
  }

  @Test
  void the_protocol_depends_on_nothing() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("weft.protocol..", "java..", "org.jspecify..")
        .check(new ClassFileImporter().importPackages("weft.protocol"));
  }

  @Test
  void no_reading_code_is_on_the_relays_class_path() {
    for (String name : new String[] {"weft.crypto.package-info", "weft.terminal.package-info"}) {
      assertThatThrownBy(() -> Class.forName(name)).isInstanceOf(ClassNotFoundException.class);
    }
  }
}
