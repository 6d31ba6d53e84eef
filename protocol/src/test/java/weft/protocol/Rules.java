package weft.protocol;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The rules of PROTOCOL.md and the test files that name them.
///
/// As a program (`./dev rules`), given the repository's folder, it lists every rule with its
/// tests, then those without, and exits with 1 if there are any.
final class Rules {
  private static final Pattern RULE = Pattern.compile("\\*\\*([A-Z]\\d+)\\*\\*");

  /// A rule's id, or a range of them such as S1–S4.
  private static final Pattern NAMED =
      Pattern.compile("\\b([A-Z])(\\d{1,2})(?:\\s?[–-]\\s?\\1(\\d{1,2}))?\\b");

  /// The same in the name of a test method: `r5_a_guest_over_its_limit…`.
  private static final Pattern IN_METHOD = Pattern.compile("void ([a-z])(\\d{1,2})_");

  private static final Set<String> SKIPPED = Set.of("node_modules", "target", "dist", ".git");

  private Rules() {}

  /// Each rule, in the order of PROTOCOL.md, with the test files that name it.
  static Map<String, Set<String>> tests(Path repository) throws IOException {
    Map<String, Set<String>> byName = namesInTests(repository);
    Map<String, Set<String>> tests = new LinkedHashMap<>();
    Matcher rule = RULE.matcher(Files.readString(repository.resolve("PROTOCOL.md")));
    while (rule.find()) {
      tests.put(rule.group(1), byName.getOrDefault(rule.group(1), Set.of()));
    }
    return tests;
  }

  static Set<String> withoutTests(Path repository) throws IOException {
    Set<String> without = new TreeSet<>(Comparator.comparing(Rules::sortable));
    tests(repository)
        .forEach(
            (rule, files) -> {
              if (files.isEmpty()) {
                without.add(rule);
              }
            });
    return without;
  }

  public static void main(String[] arguments) throws IOException {
    Path repository = Path.of(arguments.length > 0 ? arguments[0] : ".");
    tests(repository).forEach((rule, files) -> IO.println(rule + "  " + String.join(" ", files)));
    Set<String> without = withoutTests(repository);
    if (!without.isEmpty()) {
      IO.println("without a test: " + String.join(" ", without));
      System.exit(1);
    }
  }

  private static Map<String, Set<String>> namesInTests(Path repository) throws IOException {
    Map<String, Set<String>> names = new HashMap<>();
    Files.walkFileTree(
        repository,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return SKIPPED.contains(String.valueOf(folder.getFileName()))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String name = String.valueOf(file.getFileName());
            if (isTest(name)) {
              addNames(names, Files.readString(file), name);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return names;
  }

  /// Examples in this test's own source are no tests.
  private static boolean isTest(String file) {
    return (file.endsWith("Test.java") && !file.equals("RulesHaveTestsTest.java"))
        || file.endsWith(".test.ts")
        || file.endsWith(".test.tsx");
  }

  static void addNames(Map<String, Set<String>> names, String source, String file) {
    Matcher named = NAMED.matcher(source);
    while (named.find()) {
      int first = Integer.parseInt(named.group(2));
      int last = named.group(3) == null ? first : Integer.parseInt(named.group(3));
      for (int number = first; number <= last; number++) {
        names.computeIfAbsent(named.group(1) + number, _ -> new TreeSet<>()).add(file);
      }
    }
    Matcher method = IN_METHOD.matcher(source);
    while (method.find()) {
      String rule = method.group(1).toUpperCase(Locale.ROOT) + method.group(2);
      names.computeIfAbsent(rule, _ -> new TreeSet<>()).add(file);
    }
  }

  private static String sortable(String rule) {
    return String.format("%s%03d", rule.charAt(0), Integer.parseInt(rule.substring(1)));
  }
}
