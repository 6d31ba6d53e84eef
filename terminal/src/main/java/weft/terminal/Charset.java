package weft.terminal;

import org.jspecify.annotations.Nullable;

/// A national or graphic character set: what each ASCII character stands for.
final class Charset {
  static final Charset US = new Charset("B");

  private static final Charset[] ALL = {
    US,
    new Charset("0`◆a▒b␉c␌d␍e␊f°g±h␤i␋j┘k┐l┌m└n┼o⎺p⎻q─r⎼s⎽t├u┤v┴w┬x│y≤z≥{π|≠}£~·"),
    new Charset("A#£"),
    new Charset("4#£@¾[i\\½]|{¨|f}¼~´"),
    new Charset("C[Ä\\Ö]Å^Ü`é{ä|ö}å~ü"),
    new Charset("5[Ä\\Ö]Å^Ü`é{ä|ö}å~ü"),
    new Charset("R#£@à[°\\ç]§{é|ù}è~¨"),
    new Charset("Q@à[â\\ç]ê^î`ô{é|ù}è~û"),
    new Charset("K@§[Ä\\Ö]Ü{ä|ö}ü~ß"),
    new Charset("Y#£@§[°\\ç]é`ù{à|ò}è~ì"),
    new Charset("E@Ä[Æ\\Ø]Å^Ü`ä{æ|ø}å~ü"),
    new Charset("6@Ä[Æ\\Ø]Å^Ü`ä{æ|ø}å~ü"),
    new Charset("Z#£@§[¡\\Ñ]¿{°|ñ}ç"),
    new Charset("H@É[Ä\\Ö]Å^Ü`é{ä|ö}å~ü"),
    new Charset("7@É[Ä\\Ö]Å^Ü`é{ä|ö}å~ü"),
    new Charset("=#ù@à[é\\ç]ê^î_è`ô{ä|ö}ü~û"),
  };

  private final char finalByte;
  private final char[] map = new char[128];

  /// The final byte that designates the set, then pairs of a character and what it stands for.
  private Charset(String pairs) {
    finalByte = pairs.charAt(0);
    for (char c = 0; c < map.length; c++) {
      map[c] = c;
    }
    for (int i = 1; i < pairs.length(); i += 2) {
      map[pairs.charAt(i)] = pairs.charAt(i + 1);
    }
  }

  /// The set that a final byte designates; null where xterm.js knows none.
  static @Nullable Charset of(int finalByte) {
    for (Charset set : ALL) {
      if (set.finalByte == finalByte) {
        return set;
      }
    }
    return null;
  }

  char finalByte() {
    return finalByte;
  }

  /// A character that yields `code` when sent while this set is in force.
  int unmap(int code) {
    if (map(code) == code) {
      return code;
    }
    for (int c = 0x20; c < 127; c++) {
      if (map[c] == code) {
        return c;
      }
    }
    return code;
  }

  int map(int code) {
    return code < 127 ? map[code] : code;
  }
}
