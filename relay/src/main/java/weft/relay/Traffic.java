package weft.relay;

import java.util.concurrent.atomic.LongAdder;

/// What passed since the start; any thread counts.
record Traffic(LongAdder received, LongAdder sent, LongAdder refused) {
  Traffic() {
    this(new LongAdder(), new LongAdder(), new LongAdder());
  }
}
