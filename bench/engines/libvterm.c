/* libvterm in a process of its own, for `./dev bench terminal`; speaks the protocol of
   TerminalEngine.java. Rows that scroll off are taken and dropped. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <vterm.h>

enum { COLS = 80, ROWS = 24, PIECE = 64 << 10 };

static int pushline(int cols, const VTermScreenCell *cells, void *user) {
  (void)cols, (void)cells, (void)user;
  return 1;
}

static const VTermScreenCallbacks callbacks = {.sb_pushline = pushline};

static long wall(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static long cpu(void) {
  struct rusage u;
  getrusage(RUSAGE_SELF, &u);
  return (u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1000000 + u.ru_utime.tv_usec + u.ru_stime.tv_usec;
}

int main(void) {
  char verb[16], path[4096];
  long millis;
  while (scanf("%15s %4095s %ld%*[^\n]", verb, path, &millis) == 3) {
    FILE *file = fopen(path, "rb");
    if (!file) return 1;
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *corpus = malloc(size);
    if (!corpus || fread(corpus, 1, size, file) != (size_t)size) return 1;
    fclose(file);
    VTerm *vt = vterm_new(ROWS, COLS);
    vterm_set_utf8(vt, 1);
    VTermScreen *screen = vterm_obtain_screen(vt);
    vterm_screen_set_callbacks(screen, &callbacks, NULL);
    vterm_screen_enable_altscreen(screen, 1);
    vterm_screen_reset(screen, 1);
    long began = wall(), used = cpu(), bytes = 0, until = began + millis * 1000;
    while (wall() < until)
      for (long at = 0; at < size && wall() < until; at += PIECE) {
        long length = size - at < PIECE ? size - at : PIECE;
        vterm_input_write(vt, corpus + at, length);
        bytes += length;
      }
    used = cpu() - used;
    printf("%ld %ld %ld 0\n", bytes, used, wall() - began);
    fflush(stdout);
    vterm_free(vt);
    free(corpus);
  }
  return 0;
}
