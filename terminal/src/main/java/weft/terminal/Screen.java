package weft.terminal;

import java.util.HashSet;
import java.util.Set;

/// Everything a terminal remembers but its parser: both buffers, pen, modes, charsets, title,
/// colours. The classes that carry out sequences all work on one of these.
final class Screen {
  final Styles styles = new Styles();
  final Clusters clusters = new Clusters();
  final Links links = new Links();
  final Pen pen = new Pen(styles);
  final Modes modes = new Modes();
  final Charsets charsets = new Charsets();
  final Palette palette = new Palette();
  final Titles titles = new Titles();
  final Veil veil = new Veil(this);
  final History history;
  final Buffer normal;
  final Buffer alternate;
  Buffer active;
  int cols;
  int rows;

  /// See [Graphemes]; 0 after anything but printing.
  int joinState;

  Screen(int cols, int rows, HistoryOptions history) {
    this.cols = cols;
    this.rows = rows;
    this.history = new History(history, this);
    this.normal = new Buffer(cols, rows, this.history);
    this.alternate = new Buffer(cols, rows, null);
    this.active = normal;
  }

  boolean isAlternate() {
    return active == alternate;
  }

  /// What erasing leaves behind now.
  long eraseCell() {
    return Cell.of(0, 1, pen.eraseStyle());
  }

  /// Keeps the cursor on the screen, inside the margins in origin mode.
  void restrict(int maxCol) {
    Buffer b = active;
    b.x = Math.clamp(b.x, 0, maxCol);
    b.y = modes.origin ? Math.clamp(b.y, b.top, b.bottom) : Math.clamp(b.y, 0, rows - 1);
  }

  void scroll(boolean wrapped) {
    active.scroll(eraseCell(), wrapped);
  }

  void enterAlternate() {
    if (active == alternate) {
      return;
    }
    long blank = eraseCell();
    for (Row row : alternate.anyOrder()) {
      row.fill(blank);
      row.wrapped = false;
    }
    alternate.x = normal.x;
    alternate.y = normal.y;
    active = alternate;
  }

  void leaveAlternate() {
    if (active == normal) {
      return;
    }
    normal.x = alternate.x;
    normal.y = alternate.y;
    alternate.clear(Cell.BLANK);
    active = normal;
  }

  /// RIS: what xterm.js forgets on a full reset. Rows keep their absolute numbers.
  void reset() {
    pen.reset();
    for (Buffer b : new Buffer[] {normal, alternate}) {
      b.clear(Cell.BLANK);
      b.saved.reset(b.base);
    }
    history.clear(normal.base);
    active = normal;
    charsets.reset();
    modes.reset();
    modes.resetMouse();
  }

  /// Forgets styles, clusters and links that no cell uses any more. Bounds what hostile output can
  /// make this remember.
  void sweepIfNeeded() {
    if (styles.needsSweep()) {
      sweepStyles();
    }
    if (clusters.needsSweep()) {
      sweepClusters();
    }
    if (links.needsSweep()) {
      sweepLinks();
    }
  }

  private void sweepStyles() {
    boolean[] used = new boolean[styles.size()];
    forEachRow(
        row -> {
          for (long cell : row.cells) {
            used[Cell.style(cell)] = true;
          }
        });
    int[] moved = styles.sweep(used);
    forEachRow(
        row -> {
          for (int x = 0; x < row.cells.length; x++) {
            long cell = row.cells[x];
            row.cells[x] =
                (cell & 0xffffffffL) | (long) moved[Cell.style(cell)] << Cell.STYLE_SHIFT;
          }
        });
    pen.changed();
  }

  private void sweepClusters() {
    boolean[] used = new boolean[clusters.size()];
    forEachRow(
        row -> {
          for (long cell : row.cells) {
            if (Cell.isCluster(cell)) {
              used[Cell.value(cell)] = true;
            }
          }
        });
    styles.replaceVeiled(
        cell -> {
          if (Cell.isCluster(cell)) {
            used[Cell.value(cell)] = true;
          }
          return cell;
        });
    int[] moved = clusters.sweep(used);
    styles.replaceVeiled(cell -> renumbered(cell, moved));
    forEachRow(
        row -> {
          for (int x = 0; x < row.cells.length; x++) {
            row.cells[x] = renumbered(row.cells[x], moved);
          }
        });
  }

  private static long renumbered(long cell, int[] moved) {
    return Cell.isCluster(cell) ? (cell & ~(long) Cell.VALUE_MASK) | moved[Cell.value(cell)] : cell;
  }

  private void sweepLinks() {
    sweepStyles();
    Set<Integer> used = new HashSet<>();
    used.add(pen.link);
    for (int style = 0; style < styles.size(); style++) {
      used.add(styles.link(style));
    }
    links.sweep(used);
  }

  private void forEachRow(java.util.function.Consumer<Row> action) {
    for (Buffer b : new Buffer[] {normal, alternate}) {
      for (Row row : b.anyOrder()) {
        action.accept(row);
      }
    }
  }
}
