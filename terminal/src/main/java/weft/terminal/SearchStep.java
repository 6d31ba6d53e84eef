package weft.terminal;

import java.util.List;

/// What one bounded step of a search found.
///
/// @param matches in the order of the search
/// @param nextRow where to go on; give it to the next step as it is
/// @param done whether there is nothing more to search
public record SearchStep(List<CellRange> matches, long nextRow, boolean done) {
  public SearchStep {
    matches = List.copyOf(matches);
  }
}
