package weft.host;

import java.util.ArrayList;
import java.util.List;
import weft.protocol.Block;
import weft.protocol.BlockText;
import weft.protocol.HostToGuest;
import weft.protocol.Limits;
import weft.protocol.StreamMessage;

/// What guests are told of blocks whose ids have no gaps.
final class BlockLists {
  private BlockLists() {}

  /// Part of every state of the screen.
  static StreamMessage.Blocks state(List<Block> shown, String home) {
    int from = Math.max(0, shown.size() - Limits.STATE_BLOCKS);
    return new StreamMessage.Blocks(shown.size(), home, shown.subList(from, shown.size()));
  }

  /// Rule K4.
  static HostToGuest.BlockList before(long id, List<Block> shown, long token, long generation) {
    int end =
        id == 0 || shown.isEmpty()
            ? shown.size()
            : Math.clamp(id - shown.getFirst().id(), 0, shown.size());
    List<Block> blocks = new ArrayList<>();
    int bytes = 0;
    for (int i = end - 1; i >= 0 && blocks.size() < Limits.BLOCK_LIST; i--) {
      Block block = shown.get(i);
      bytes += BlockText.bytes(block);
      if (bytes > Limits.BLOCK_LIST_TEXT && !blocks.isEmpty()) {
        break;
      }
      blocks.add(block);
    }
    return new HostToGuest.BlockList(token, generation, blocks.reversed());
  }
}
