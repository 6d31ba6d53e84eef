//! alacritty's engine in a process of its own, for `./dev bench terminal`; speaks the protocol of
//! TerminalEngine.java. It keeps 10,000 rows of history, as alacritty does unless told otherwise.
use std::io::{self, BufRead, Write};
use std::time::{Duration, Instant};

use alacritty_terminal::ansi::Processor;
use alacritty_terminal::config::Config;
use alacritty_terminal::event::VoidListener;
use alacritty_terminal::grid::Dimensions;
use alacritty_terminal::term::Term;

const PIECE: usize = 64 << 10;

struct Size;

impl Dimensions for Size {
    fn total_lines(&self) -> usize {
        self.screen_lines()
    }

    fn screen_lines(&self) -> usize {
        24
    }

    fn columns(&self) -> usize {
        80
    }
}

fn cpu_micros() -> i64 {
    // SAFETY: all zeros is a valid `rusage`, and the call fills it.
    let used = unsafe {
        let mut used: libc::rusage = std::mem::zeroed();
        libc::getrusage(libc::RUSAGE_SELF, &mut used);
        used
    };
    let micros = |t: libc::timeval| t.tv_sec * 1_000_000 + t.tv_usec;
    micros(used.ru_utime) + micros(used.ru_stime)
}

fn feed(corpus: &[u8], time: Duration) -> String {
    let mut term = Term::new(&Config::default(), &Size, VoidListener);
    let mut parser = Processor::new();
    let used = cpu_micros();
    let began = Instant::now();
    let mut bytes = 0;
    while began.elapsed() < time {
        for piece in corpus.chunks(PIECE) {
            for &byte in piece {
                parser.advance(&mut term, byte);
            }
            bytes += piece.len();
            if began.elapsed() >= time {
                break;
            }
        }
    }
    format!("{bytes} {} {} 0", cpu_micros() - used, began.elapsed().as_micros())
}

fn main() -> io::Result<()> {
    for line in io::stdin().lock().lines() {
        let line = line?;
        let words: Vec<&str> = line.split(' ').collect();
        let corpus = std::fs::read(words[1])?;
        let millis = words[2].parse().expect("milliseconds");
        println!("{}", feed(&corpus, Duration::from_millis(millis)));
        io::stdout().flush()?;
    }
    Ok(())
}
