package weft.bench;

import weft.testkit.Weft;

/// People in real Chromium pages who write one draft at once, a key each at the same moment: from a
/// pressed key to its paint, in their own page and in everybody else's. The two rows are measured
/// in one run, on one machine that renders all pages by itself.
final class DraftBench implements Main.Bench {
  @Override
  public Report run(boolean quick) throws Exception {
    Report report = new Report("draft", quick);
    report.line(
        "%-40s %8s %8s %8s %8s".formatted("key pressed -> painted, ms", "p50", "p95", "p99", "n"));
    for (int people : quick ? new int[] {2} : new int[] {2, 10}) {
      try (Workplace at = new Workplace();
          SharedWindow shared = SharedWindow.open(at, "--anyone", "edit")) {
        String picture = Weft.checkout().resolve("build/draft-" + people + ".png").toString();
        String found =
            PageBench.measure(
                "draft.mjs", shared.link(), Integer.toString(people), quick ? "20" : "60", picture);
        if (PageBench.numbers(found, "texts").median() != 1) {
          throw new IllegalStateException("the pages do not have the same text");
        }
        row(report, people, "own page", PageBench.numbers(found, "own"));
        row(report, people, "the others' pages", PageBench.numbers(found, "others"));
      }
    }
    report.line("pictures of the first page: build/draft-*.png");
    return report;
  }

  private static void row(Report report, int people, String where, Samples found) {
    report.line(
        "%-40s %8.1f %8.1f %8.1f %8d"
            .formatted(
                people + " people, " + where,
                found.median(),
                found.p95(),
                found.quantile(0.99),
                found.size()));
    String key = people + "_" + (where.startsWith("own") ? "own" : "others");
    report.figure(key + "_p50_ms", found.median()).figure(key + "_p95_ms", found.p95());
  }
}
